using SocialServices.ServiceDefaults.Access;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>
/// A file that brings many records at once. Its numbers and its position change together with what each batch of rows writes. A
/// service derives its own kind of import, with what it must know to read the file.
/// </summary>
public abstract class FileImport
{
    public required Guid Id { get; init; }

    /// <summary>Do all but write records.</summary>
    public required bool DryRun { get; init; }

    /// <summary>Code of the organization whose client uploaded it.</summary>
    public required string Uploader { get; init; }

    /// <summary>The client that uploaded it.</summary>
    public required string Client { get; init; }

    /// <summary>It was uploaded by the programme's office, which may edit every organization's records.</summary>
    public required bool ByOffice { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public byte[]? Hash { get; set; }

    public long Bytes { get; set; }

    /// <summary>The same file was sent again on purpose: this import does not answer for it any more.</summary>
    public bool Superseded { get; set; }

    public required ImportState State { get; set; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? StartedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>Why the file as a whole could not be imported.</summary>
    public string? Failure { get; set; }

    public bool CancelRequested { get; set; }

    /// <summary>The worker that processes it.</summary>
    public Guid? LeasedBy { get; set; }

    /// <summary>When another worker may take it over, by the database's clock.</summary>
    public DateTimeOffset? LeasedUntil { get; set; }

    /// <summary>How often a worker gave up or vanished since the last batch was written.</summary>
    public int Faults { get; set; }

    /// <summary>In the file; null until it has been read once.</summary>
    public int? RowsTotal { get; set; }

    /// <summary>Rows that are done; a worker that takes over goes on behind them.</summary>
    public int RowsRead { get; set; }

    public int Created { get; set; }
    public int Updated { get; set; }
    public int Unchanged { get; set; }
    public int Rejected { get; set; }

    /// <summary>Rows with which nothing was done; why stands in the warnings.</summary>
    public int Ignored { get; set; }

    public int Warnings { get; set; }
    public int Duplicates { get; set; }

    public string Subject => $"import/{Id}";

    public bool HasEnded => State is ImportState.Finished or ImportState.Failed or ImportState.Cancelled;

    /// <summary>The organization that uploaded it and the programme's office; to others it does not exist.</summary>
    public bool IsVisibleTo(Caller caller) => State is not ImportState.Receiving && caller.MayActFor(Uploader);
}
