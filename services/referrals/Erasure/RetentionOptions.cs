using System.ComponentModel.DataAnnotations;

namespace SocialServices.Referrals.Erasure;

/// <summary>Section <c>Retention</c>: how long records about people are kept.</summary>
internal sealed class RetentionOptions
{
    /// <summary>Years after a person's last case was closed until the person is erased. 10 is our proposal: the law sets it.</summary>
    [Range(1, 100)]
    public int Years { get; set; } = 10;
}
