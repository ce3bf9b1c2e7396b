namespace SocialServices.Training.Certificates;

/// <summary>Section <c>Public</c>: how the world reaches what needs no login.</summary>
internal sealed class PublicOptions
{
    /// <summary>The gateway's public address, as it stands in QR codes and credentials; never changed while certificates live.</summary>
    [Required]
    public Uri Url { get; set; } = null!;

    public string Address(string path) => Url.GetLeftPart(UriPartial.Authority) + path;
}
