using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports;

/// <summary>An import as callers see it.</summary>
/// <param name="Id">The import.</param>
/// <param name="Kind">What it brings.</param>
/// <param name="Format">How its file is written.</param>
/// <param name="DryRun">True: nothing is written, all else is done.</param>
/// <param name="Organization">Code of the only organization whose rows are taken.</param>
/// <param name="Uploader">Code of the organization that uploaded it.</param>
/// <param name="Client">The client that uploaded it.</param>
/// <param name="Sha256">Of the file, in hexadecimal digits.</param>
/// <param name="Bytes">Size of the file.</param>
/// <param name="State">How far it is.</param>
/// <param name="Failure">Why the file as a whole could not be imported.</param>
/// <param name="CreatedAt">When the file had come in.</param>
/// <param name="StartedAt">When the first worker began.</param>
/// <param name="EndedAt">When it was finished, failed or cancelled.</param>
/// <param name="Rows">What became of its rows so far.</param>
/// <example>{"id":"01932b6c-8a3e-7d51-9c2b-5f0e4a7b1c22","kind":"sites","format":"csv","dryRun":false,"uploader":"nrcs","client":"provider-nrcs","sha256":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","bytes":48211,"state":"finished","createdAt":"2021-11-24T12:57:00Z","startedAt":"2021-11-24T12:57:01Z","endedAt":"2021-11-24T12:57:03Z","rows":{"total":312,"read":312,"created":290,"updated":12,"unchanged":4,"rejected":6,"ignored":0,"warnings":9,"duplicates":2}}</example>
internal sealed record ImportView(
    Guid Id,
    ImportKind Kind,
    FileFormat Format,
    bool DryRun,
    string? Organization,
    string Uploader,
    string Client,
    string Sha256,
    long Bytes,
    ImportState State,
    string? Failure,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    ImportRowNumbers Rows
)
{
    public static ImportView Of(Import import) =>
        new(
            import.Id,
            import.Kind,
            import.Format,
            import.DryRun,
            import.Organization,
            import.Uploader,
            import.Client,
            Convert.ToHexStringLower(import.Hash!),
            import.Bytes,
            import.State,
            import.Failure,
            import.CreatedAt,
            import.StartedAt,
            import.EndedAt,
            ImportRowNumbers.Of(import)
        );
}
