using System.ComponentModel.DataAnnotations;

namespace SocialServices.ServiceDefaults.Peers;

/// <summary>The service's own API client, with which it asks its peers (section <c>Identity</c>).</summary>
internal sealed class PeerIdentityOptions
{
    /// <summary>Who issues tokens.</summary>
    [Required]
    public Uri? Authority { get; set; }

    [Required]
    public string ClientId { get; set; } = "";

    [Required]
    public string ClientSecret { get; set; } = "";
}
