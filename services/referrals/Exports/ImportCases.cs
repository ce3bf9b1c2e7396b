using System.ComponentModel;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.Contracts.Referrals;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Exchange;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Exports;

/// <summary>
/// Takes an existing case list over. Answered at once, and the file is kept nowhere: the queue of larger imports would keep it in the
/// clear. Nobody is merged: who may be known already is listed, and left to a person.
/// </summary>
internal static class ImportCases
{
    private const int MaxBytes = 1024 * 1024;
    private const int MaxRows = 1000;
    private const string BeforeLines = "before_lines";

    /// <param name="Line">Of the file, from 1.</param>
    /// <param name="Field">The column at fault.</param>
    public sealed record Rejection(int Line, string Field, string Reason);

    /// <param name="Line">Of the file, from 1.</param>
    /// <param name="Candidates">Who may be the same person; register the row by hand.</param>
    public sealed record Duplicate(int Line, IReadOnlyList<Candidate> Candidates);

    /// <param name="DryRun">Nothing was written: this is what would happen.</param>
    /// <param name="Rows">In the file.</param>
    /// <param name="Created">People registered, each with a case.</param>
    /// <param name="Unchanged">Lines whose externalCode is registered already.</param>
    /// <param name="Duplicates">Lines that were left out because the person may be known.</param>
    /// <param name="Rejected">Everything that is wrong with other lines.</param>
    /// <example>
    /// {"dryRun": false, "rows": 4, "created": 0, "unchanged": [2], "duplicates": [{"line": 4,
    /// "candidates": [{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "score": 90, "reasons": ["same-name", "same-birth-date"],
    /// "openCases": []}]}], "rejected": [{"line": 5, "field": "sex", "reason": "Must be one of: female, male, unknown."}]}
    /// </example>
    public sealed record Response(
        bool DryRun,
        int Rows,
        int Created,
        IReadOnlyList<int> Unchanged,
        IReadOnlyList<Duplicate> Duplicates,
        IReadOnlyList<Rejection> Rejected
    );

    public static void Map(RouteGroupBuilder authenticated) =>
        authenticated
            .MapPost("/cases/import", HandleAsync)
            .Idempotent()
            .Accepts<string>("text/csv", "application/vnd.ms-excel") // as Windows calls it
            .WithName(nameof(ImportCases))
            .AboutPeople("case")
            .WithSummary("Register the people of a CSV case list and open a case for each. Good lines are taken, every other one is named.")
            .WithDescription($"At most {MaxRows} lines and 1 MiB. Columns: {string.Join(", ", CaseColumns.ForImport)}.")
            .WithMetadata(new RequestSizeLimitAttribute(MaxBytes + 1024))
            .Refuses(StatusCodes.Status413PayloadTooLarge, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        [Description("Only say what would happen."), FromQuery(Name = "dryRun")] bool? dryRun,
        HttpRequest http,
        CareDesk desk,
        Candidates candidates,
        KnownPlaces places,
        Envelope envelope,
        BlindIndexes digests,
        CancellationToken cancellationToken
    )
    {
        http.Body.Position = 0;
        if (http.ContentLength > MaxBytes || http.Body.Length > MaxBytes)
        {
            return Problems.Of(
                StatusCodes.Status413PayloadTooLarge,
                ProblemTypes.Of("too-large"),
                "The file has more than 1 MiB. Split it."
            );
        }

        var (db, organization) = (desk.Db, desk.Organization);
        var rows = new List<RawRow>();
        try
        {
            await foreach (var row in CsvRows.ReadAsync(http.Body, CaseColumns.Shape, cancellationToken))
            {
                rows.Add(row);
                if (rows.Count > MaxRows)
                {
                    return Problems.Invalid("body", $"The file has more than {MaxRows} lines. Split it.");
                }
            }
        }
        catch (MalformedFileException malformed)
        {
            return Problems.Invalid("body", malformed.Message);
        }

        var read = rows.ConvertAll(row => (row.Line, Read: CaseColumns.Read(row, desk.Today)));
        List<string> named = [.. read.Select(row => row.Read.Person?.Place).OfType<string>().Distinct()];
        var unknown = (await places.FindUnknownAsync(named, cancellationToken)).Select(index => named[index]).ToHashSet();
        await desk.AskBeforehandAsync(worker: null, cancellationToken);
        await db.BeginAsync(cancellationToken);
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(BeforeLines, cancellationToken);
        var (unchanged, duplicates, rejected, created) = (new List<int>(), new List<Duplicate>(), new List<Rejection>(), new List<Case>());
        foreach (var (line, (person, source, faults)) in read)
        {
            if (person is null)
            {
                rejected.AddRange(faults.Select(fault => new Rejection(line, fault.Field, fault.Reason)));
                continue;
            }

            if (unknown.Contains(person.Place))
            {
                rejected.Add(new Rejection(line, "place", KnownPlaces.Unknown));
                continue;
            }

            var found = await candidates.FindAsync(organization, person, cancellationToken);
            if (found.Any(one => one.Reasons.Contains(LikenessReason.SameExternalCode)))
            {
                unchanged.Add(line);
            }
            else if (found.Count > 0)
            {
                duplicates.Add(new Duplicate(line, found));
            }
            else
            {
                var user = ServiceUser.Register(person, organization, envelope, digests, desk.Now);
                var @case = Case.Open(user.Id, organization, null, source, desk.Now);
                db.AddRange(user, @case);
                db.Publish(
                    new CaseOpened(
                        @case.Id,
                        organization,
                        person.DemographicsOn(desk.Today),
                        user.Id,
                        source is { } from ? Words.Of(from) : null
                    )
                );
                await db.SaveChangesAsync(cancellationToken); // the lines after it find this one
                created.Add(@case);
            }
        }

        if (dryRun is true)
        {
            await transaction.RollbackToSavepointAsync(BeforeLines, cancellationToken);
            db.ChangeTracker.Clear();
        }

        var response = new Response(dryRun is true, rows.Count, created.Count, unchanged, duplicates, rejected);
        db.AuditShown(
            "show possible duplicates",
            "service-user",
            duplicates.SelectMany(line => line.Candidates.Select(one => one.Id)).Distinct()
        );
        db.AuditShown("import cases", "case", dryRun is true ? [] : created.Select(@case => @case.Id));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(response);
    }
}
