using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Records;

/// <summary>A record that may come from the files in <c>Reference/</c>.</summary>
internal interface IReferenceRecord : IRecord
{
    /// <summary>
    /// SHA-256 of the file's entry when it was last loaded; null when the record never came from a file. An entry is applied
    /// only when it differs, and only while nobody but the loader has changed the record.
    /// </summary>
    string? Reference { get; set; }
}
