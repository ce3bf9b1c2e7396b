using System.ComponentModel.DataAnnotations;

namespace SocialServices.Gateway.Identity;

/// <summary>Section <c>Identity</c>.</summary>
internal sealed class IssuerOptions : IValidatableObject
{
    /// <summary>The gateway's public URL, for example <c>https://services.example</c>: the issuer of tokens and the base of all links.</summary>
    [Required]
    public string Issuer { get; set; } = "";

    /// <summary>Absolute, without a slash at the end: services compare the issuer letter by letter.</summary>
    public string Url(string path = "") => Issuer.TrimEnd('/') + path;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (
            !Uri.TryCreate(Issuer, UriKind.Absolute, out var url)
            || url.Scheme is not ("http" or "https")
            || url.Query is not ""
            || url.Fragment is not ""
        )
        {
            yield return new ValidationResult("Identity:Issuer is not an absolute http(s) URL without query.", [nameof(Issuer)]);
        }
    }
}
