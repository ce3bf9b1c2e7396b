using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Tables;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>Which entries of the audit log are asked for; conditions are ANDed.</summary>
/// <param name="Person">Only what this worker did, by id.</param>
/// <param name="Client">Only what this API client did.</param>
/// <param name="RecordKind">Only of this kind of record, for example <c>case</c>.</param>
/// <param name="Record">Only about this record: its id or code.</param>
/// <param name="Outcome">done, forbidden or not-found.</param>
/// <param name="From">Only what happened then or later, for example <c>2021-11-03T05:00:00Z</c>.</param>
/// <param name="Until">Only what happened before.</param>
public sealed record AuditFilter(
    [property: FromQuery(Name = "person")] Guid? Person,
    [property: FromQuery(Name = "client")] string? Client,
    [property: FromQuery(Name = "recordKind")] string? RecordKind,
    [property: FromQuery(Name = "record")] string? Record,
    [property: FromQuery(Name = "outcome")] string? Outcome,
    [property: FromQuery(Name = "from")] string? From,
    [property: FromQuery(Name = "until")] string? Until
)
{
    private const int MaxText = 100;
    private static readonly string[] Moments = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK"];

    /// <param name="all">The log.</param>
    /// <param name="entries">Those that fit.</param>
    /// <param name="errors">Every condition that makes no sense, with the reason.</param>
    internal bool TryApply(IQueryable<AuditEntry> all, out IQueryable<AuditEntry> entries, out Dictionary<string, string[]> errors)
    {
        errors = Read(out var outcome, out var from, out var until);
        entries = errors.Count == 0 ? Find(all, outcome, from, until) : all;
        return errors.Count == 0;
    }

    // Ids begin with the time, to the millisecond: the time of a query bounds the part of the primary key that is read.
    private IQueryable<AuditEntry> Find(IQueryable<AuditEntry> entries, AuditOutcome? outcome, DateTimeOffset? from, DateTimeOffset? until)
    {
        entries = Person is { } person ? entries.Where(e => e.Person == person) : entries;
        entries = Client is { } client ? entries.Where(e => e.Client == client) : entries;
        entries = RecordKind is { } kind ? entries.Where(e => e.RecordKind == kind) : entries;
        entries = Record is { } record ? entries.Where(e => e.RecordIds.Contains(record)) : entries;
        entries = outcome is { } wanted ? entries.Where(e => e.Outcome == wanted) : entries;
        if (from is { } first)
        {
            var lowest = LowestId(first);
            entries = entries.Where(e => e.At >= first && e.Id.CompareTo(lowest) >= 0);
        }

        if (until is { } end)
        {
            var highest = LowestId(end.AddMilliseconds(1));
            entries = entries.Where(e => e.At < end && e.Id.CompareTo(highest) < 0);
        }

        return entries;
    }

    private Dictionary<string, string[]> Read(out AuditOutcome? outcome, out DateTimeOffset? from, out DateTimeOffset? until)
    {
        var errors = new Dictionary<string, string[]>();
        foreach (var (name, text) in new[] { ("client", Client), ("recordKind", RecordKind), ("record", Record) })
        {
            if (text is { Length: 0 or > MaxText })
            {
                errors[name] = [$"1 to {MaxText} characters."];
            }
        }

        if (!Words.TryParse(Outcome, out outcome))
        {
            errors["outcome"] = [$"One of {Words.List<AuditOutcome>()}."];
        }

        from = Moment("from", From);
        until = Moment("until", Until);
        return errors;

        DateTimeOffset? Moment(string name, string? text)
        {
            if (text is null)
            {
                return null;
            }

            var isMoment = DateTimeOffset.TryParseExact(
                text,
                Moments,
                CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
                out var moment
            );
            if (!isMoment || moment < DateTimeOffset.UnixEpoch || moment.Year > 9000)
            {
                errors[name] = ["A date and time as 2021-11-24T12:57:00Z."];
                return null;
            }

            return moment;
        }
    }

    /// <summary>The conditions, for the entry about the reading.</summary>
    public string Describe() =>
        string.Join(
            ", ",
            new (string Name, object? Value)[]
            {
                ("person", Person),
                ("client", Client),
                ("kind", RecordKind),
                ("record", Record),
                ("outcome", Outcome),
                ("from", From),
                ("until", Until),
            }
                .Where(condition => condition.Value is not null)
                .Select(condition => $"{condition.Name} {condition.Value}")
        );

    private static Guid LowestId(DateTimeOffset at)
    {
        var bytes = Guid.CreateVersion7(at).ToByteArray(bigEndian: true);
        bytes.AsSpan(6).Clear();
        return new Guid(bytes, bigEndian: true);
    }
}
