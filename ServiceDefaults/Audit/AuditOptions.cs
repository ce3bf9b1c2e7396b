using System.ComponentModel.DataAnnotations;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>How the audit log is signed and anchored (section <c>Audit</c>); each service has keys of its own.</summary>
public sealed class AuditOptions
{
    /// <summary>Passphrase of at least 32 characters from which the key that signs entries, chain and anchors is derived. Never in the database.</summary>
    [Required, MinLength(32)]
    public string Key { get; set; } = "";

    /// <summary>Earlier passphrases, newest first: what they signed is verified with them for as long as it is kept.</summary>
    public IList<string> PreviousKeys { get; } = [];

    /// <summary>Folder outside the database to which the head of the chain is written.</summary>
    [Required]
    public string AnchorDirectory { get; set; } = "";

    /// <summary>How often new entries are chained.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:00:10")]
    public TimeSpan ChainEvery { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>How often the head is anchored, when it has moved.</summary>
    [Range(typeof(TimeSpan), "00:00:00.010", "00:01:00")]
    public TimeSpan AnchorEvery { get; set; } = TimeSpan.FromSeconds(30);
}
