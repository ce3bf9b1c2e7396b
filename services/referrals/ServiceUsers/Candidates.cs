using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.ServiceUsers;

/// <summary>A service user of the caller's organization who may be the person in question.</summary>
/// <param name="Id">The record; of merged ones the one that remains.</param>
/// <param name="Score">55 to 100.</param>
/// <param name="Reasons">What agrees; of a person whom the caller may not know, nothing.</param>
/// <param name="OpenCases">The open cases of the person: ask their worker or a supervisor, or break the glass.</param>
public sealed record Candidate(Guid Id, int Score, IReadOnlyList<LikenessReason> Reasons, IReadOnlyList<Guid> OpenCases);

/// <summary>Finds who may be the same person. The digests choose records, the opened details decide.</summary>
internal sealed class Candidates(ReferralsDb db, CareDesk desk, Envelope envelope, BlindIndexes digests)
{
    private const int MaxOpened = 200; // of a name that hundreds have, those that agree in most digests
    private const int MaxShown = 20;

    /// <returns>The likeliest first.</returns>
    public async Task<IReadOnlyList<Candidate>> FindAsync(string organization, PersonalDetails person, CancellationToken cancellationToken)
    {
        var keys = digests.Of(organization, person).ToArray();
        var ids = await db
            .Database.SqlQuery<Guid>(
                $"""
                select service_user_id as "Value" from service_user_digests where digest = any({keys})
                group by service_user_id order by count(*) desc, service_user_id limit {MaxOpened}
                """
            )
            .ToListAsync(cancellationToken);
        var users = await db
            .ServiceUsers.AsNoTracking()
            .Where(u => ids.Contains(u.Id) && u.Organization == organization)
            .Select(u => new
            {
                u.Id,
                u.Details,
                u.MergedInto,
            })
            .ToListAsync(cancellationToken);
        var found = users
            .Select(u =>
                (
                    Id: u.MergedInto ?? u.Id,
                    Likeness: Likeness.Of(person, envelope.Open<PersonalDetails>(u.Details, u.Id, nameof(u.Details)))
                )
            )
            .Where(one => one.Likeness.Score >= Likeness.MinScore)
            .OrderByDescending(one => one.Likeness.Score)
            .ThenBy(one => one.Id)
            .DistinctBy(one => one.Id)
            .Take(MaxShown)
            .ToList();
        var shown = found.Select(one => one.Id).ToList();
        var known = await desk.KnownAmongAsync(shown, cancellationToken);
        var records = await db.ServiceUsers.RecordsOfAsync(shown, cancellationToken);
        var ofPeople = records.Keys.ToList();
        var cases = await db
            .Cases.Where(c => ofPeople.Contains(c.ServiceUserId) && c.ClosedAt == null && c.Organization == organization)
            .Select(c => new { c.Id, c.ServiceUserId })
            .ToListAsync(cancellationToken);
        return
        [
            .. found.Select(one => new Candidate(
                one.Id,
                one.Likeness.Score,
                known.Contains(one.Id) ? one.Likeness.Reasons : [],
                [.. cases.Where(c => records[c.ServiceUserId] == one.Id).Select(c => c.Id).Order()]
            )),
        ];
    }
}
