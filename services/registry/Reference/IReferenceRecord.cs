namespace SocialServices.Registry.Reference;

/// <summary>A record that may come from the files in this folder.</summary>
internal interface IReferenceRecord
{
    /// <summary>
    /// SHA-256 of the file's entry when it was last loaded; null when the record never came from a file. An entry is applied
    /// only when it differs: what people changed since then stays until the file itself changes.
    /// </summary>
    string? Reference { get; set; }
}
