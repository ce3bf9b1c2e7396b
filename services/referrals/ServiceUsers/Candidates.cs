using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.ServiceUsers;

/// <summary>A service user of the caller's organization who may be the person in question.</summary>
/// <param name="Id">The record; of merged ones the one that remains.</param>
/// <param name="Score">55 to 100.</param>
/// <param name="Reasons">What agrees.</param>
public sealed record Candidate(Guid Id, int Score, IReadOnlyList<LikenessReason> Reasons);

/// <summary>Finds who may be the same person. The digests choose records, the opened details decide.</summary>
internal sealed class Candidates(ReferralsDb db, Envelope envelope, BlindIndexes digests)
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
        return
        [
            .. users
                .Select(u => (Id: u.MergedInto ?? u.Id, Likeness: Likeness.Of(person, envelope.Open<PersonalDetails>(u.Details, u.Id))))
                .Where(found => found.Likeness.Score >= Likeness.MinScore)
                .OrderByDescending(found => found.Likeness.Score)
                .ThenBy(found => found.Id)
                .DistinctBy(found => found.Id)
                .Take(MaxShown)
                .Select(found => new Candidate(found.Id, found.Likeness.Score, found.Likeness.Reasons)),
        ];
    }
}
