namespace SocialServices.Registry.Imports;

/// <summary>How an imported file is written.</summary>
internal enum FileFormat
{
    Csv,

    /// <summary>JSON of the Human Services Data Specification.</summary>
    Hsds,
}
