using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.Referrals;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.Referrals.Transfers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

namespace SocialServices.Referrals.Exports;

/// <summary>What was shared with whom, when and why: for the person, in their language.</summary>
internal static class ReadSharing
{
    /// <param name="Organization">Name of the receiver, in the language asked for.</param>
    /// <param name="Data">What was shared.</param>
    /// <param name="From">Since when the receiver could read it.</param>
    /// <param name="Until">When that ended; absent while it goes on.</param>
    /// <param name="Why">Number of the referral; of the case when it was offered to another organization.</param>
    public sealed record Item(
        string Organization,
        IReadOnlyList<DataCategory> Data,
        DateTimeOffset From,
        DateTimeOffset? Until,
        string Why
    );

    /// <param name="Items">Oldest first.</param>
    /// <example>
    /// {"serviceUserId": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "items": [{"organization": "National Red Crescent Society",
    /// "data": ["identity", "need"],
    /// "from": "2021-05-06T09:30:00Z", "until": "2021-05-09T09:30:00Z", "why": "R-2021-000001"}]}
    /// </example>
    public sealed record Response(Guid ServiceUserId, IReadOnlyList<Item> Items);

    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/service-users/{id:guid}/sharing", HandleAsync)
            .WithName(nameof(ReadSharing))
            .AboutPeople("service-user")
            .WithSummary("What was shared with whom, when and why. With Accept: text/html a page to print for the person. Audited.")
            .WithDescription("language: tk, ru or en. The page says how to withdraw a consent.")
            .Produces<Response>(StatusCodes.Status200OK, "application/json", "text/html")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);

    /// <param name="language">tk, ru or en, for the printed page; absent = by Accept-Language.</param>
    internal static async Task<Results<Ok<Response>, ContentHttpResult, ProblemHttpResult>> HandleAsync(
        Guid id,
        [FromQuery(Name = "language")] string? language,
        HttpRequest request,
        CareDesk desk,
        Directory.DirectoryClient directory,
        CancellationToken cancellationToken
    )
    {
        if (language is not (null or "tk" or "ru" or "en"))
        {
            return Problems.Invalid("language", "tk, ru or en.");
        }

        if (!await desk.KnowsAsync(id, cancellationToken))
        {
            return ServiceUserProblems.NotFound;
        }

        var db = desk.Db;
        var person = db.ServiceUsers.SamePerson(id);
        var referrals = await db
            .Referrals.AsNoTracking()
            .Include(r => r.Moves)
            .Where(r => person.Contains(r.ServiceUserId) && r.RequestedAt != null && r.Receiver != r.Requester)
            .OrderBy(r => r.RequestedAt)
            .ToListAsync(cancellationToken);
        var withdrawn = await db
            .Consents.Where(c => c.WithdrawnAt != null && db.Referrals.Any(r => r.ConsentId == c.Id && person.Contains(r.ServiceUserId)))
            .ToDictionaryAsync(c => c.Id, c => c.WithdrawnAt, cancellationToken);
        var transfers = await db
            .CaseTransfers.AsNoTracking()
            .Join(
                db.Cases,
                t => t.CaseId,
                c => c.Id,
                (Transfer, Case) =>
                    new
                    {
                        Transfer,
                        Case.Number,
                        Case.ServiceUserId,
                    }
            )
            .Where(row => person.Contains(row.ServiceUserId))
            .Join(
                db.Consents,
                row => row.Transfer.ConsentId,
                c => c.Id,
                (row, c) =>
                    new
                    {
                        row.Transfer,
                        row.Number,
                        c.DataCategories,
                    }
            )
            .OrderBy(row => row.Transfer.OfferedAt)
            .ToListAsync(cancellationToken);
        var asked = new GetOrganizationsRequest
        {
            Codes = { referrals.Select(r => r.Receiver).Concat(transfers.Select(row => row.Transfer.Taker)).Distinct() },
        };
        var names = (await directory.GetOrganizationsAsync(asked, cancellationToken: cancellationToken)).Organizations.ToDictionary(
            organization => organization.Code,
            organization =>
                language switch
                {
                    "tk" when organization.NameTk.Length > 0 => organization.NameTk,
                    "ru" when organization.NameRu.Length > 0 => organization.NameRu,
                    _ => organization.Name.Length > 0 ? organization.Name : organization.Code,
                }
        );
        List<Item> items =
        [
            .. referrals.Select(r => new Item(
                names.GetValueOrDefault(r.Receiver, r.Receiver),
                r.SharedData,
                r.RequestedAt!.Value,
                r.Moves.Where(move => !ReferralLifeCycle.Open.Contains(move.To)).Select(move => (DateTimeOffset?)move.At).FirstOrDefault()
                    ?? withdrawn.GetValueOrDefault(r.ConsentId),
                r.Number
            )),
            // The summary was read when the case was offered; the rest came with the acceptance, and stays.
            .. transfers.Select(row => new Item(
                names.GetValueOrDefault(row.Transfer.Taker, row.Transfer.Taker),
                row.Transfer.Status is TransferStatus.Accepted ? row.DataCategories : [DataCategory.Need],
                row.Transfer.OfferedAt,
                row.Transfer.Status is TransferStatus.Accepted ? null : row.Transfer.AnsweredAt,
                row.Number
            )),
        ];
        items.Sort((one, other) => one.From.CompareTo(other.From));
        db.Audit("read what was shared", $"service-user/{id}");
        await db.SaveChangesAsync(cancellationToken);
        return request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
            ? TypedResults.Content(SharingPage.Of(items, language ?? "en", desk.Today), "text/html; charset=utf-8")
            : TypedResults.Ok(new Response(id, items));
    }
}
