using System.ComponentModel.DataAnnotations;

namespace SocialServices.ServiceDefaults.PersonalData;

/// <summary>Keys for personal data, given from outside the database (section <c>Encryption</c>).</summary>
public sealed class EncryptionOptions
{
    /// <summary>Passphrase of at least 32 characters from which today's key-encryption key is derived.</summary>
    [Required, MinLength(32)]
    public string Key { get; set; } = "";

    /// <summary>Earlier passphrases: still open what they sealed, until <c>--rotate-keys</c> has sealed it anew.</summary>
    public IList<string> PreviousKeys { get; } = [];

    /// <summary>Passphrase for the blind indexes, which stays when <see cref="Key"/> is rotated; <see cref="Key"/>'s oldest predecessor when not given.</summary>
    [MinLength(32)]
    public string? IndexKey { get; set; }
}
