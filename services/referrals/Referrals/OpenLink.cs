using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Referrals;

/// <summary>What a receiver without an account reads with a key.</summary>
internal static class OpenLink
{
    /// <param name="Key">As the requester sent it.</param>
    /// <example>{"key": "q3c0Yb1mJ8r2kWvT5nZs7A"}</example>
    public sealed record Request([property: Required, MaxLength(100)] string Key);

    /// <param name="Requester">Name of the organization that refers; absent, like the next two, while the register does not answer.</param>
    /// <param name="Service">Name of the service.</param>
    /// <param name="Site">Name of the site.</param>
    /// <param name="KeyEnds">Until then the key can be used.</param>
    /// <param name="Deadline">Until then help must have begun.</param>
    /// <param name="Answers">What can be answered with the key now.</param>
    /// <param name="Person">What is shared of the person.</param>
    /// <param name="Need">When it is shared.</param>
    /// <example>
    /// {"number": "R-2021-000004", "requester": {"tk": "Zähmet we ilaty durmuş taýdan goramak ministrligi",
    /// "ru": "Министерство труда и социальной защиты населения", "en": "Ministry of Labour and Social Protection of the Population"},
    /// "serviceType": "parents-with-addictions", "service": {"tk": "Endikli ene-atalara kömek", "ru": "Помощь родителям с зависимостями",
    /// "en": "Support for parents with addictions"}, "siteId": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02",
    /// "site": {"tk": "Merkez", "ru": "Центр", "en": "Centre"}, "priority": "urgent", "status": "requested",
    /// "keyEnds": "2021-05-08T09:30:00Z", "deadline": "2021-05-09T09:30:00Z", "answers": ["accept", "reject"],
    /// "person": {"givenName": "Ogulgerek", "familyName": "Durdyýewa"}, "need": "Needs counselling after losing work."}
    /// </example>
    public sealed record Response(
        string Number,
        LocalizedText? Requester,
        string ServiceType,
        LocalizedText? Service,
        Guid SiteId,
        LocalizedText? Site,
        Priority Priority,
        ReferralStatus Status,
        DateTimeOffset KeyEnds,
        DateTimeOffset? Deadline,
        IReadOnlyList<LinkAnswer> Answers,
        SharedPerson? Person,
        string? Need
    );

    public static void Map(IEndpointRouteBuilder open) =>
        open.MapPost($"{LinkAccess.Prefix}/open", HandleAsync)
            .WithName("OpenReferralLink")
            .AboutPeople("referral")
            .WithSummary("Read the referral of a key: what is shared of the person and the need. Audited. Does not use the key up.")
            .Refuses(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Request request,
        ReferralsDb db,
        ReferralNames names,
        Envelope envelope,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await LinkAccess.FindAsync(db, request.Key, clock.GetUtcNow(), cancellationToken) is not var (link, referral))
        {
            return LinkAccess.Unknown;
        }

        var (requester, service, site) = await names.OfAsync(referral, cancellationToken);
        var user = await db.ServiceUsers.AsNoTracking().SingleAsync(u => u.Id == referral.ServiceUserId, cancellationToken);
        db.Audit("read referral by link", $"referral/{referral.Id}", $"link/{link.Id}");
        db.Audit("read service user", $"service-user/{user.Id}", $"link/{link.Id}");
        await db.SaveChangesAsync(cancellationToken);
        var shared = referral.SharedData;
        return TypedResults.Ok(
            new Response(
                referral.Number,
                requester,
                referral.ServiceType,
                service,
                referral.SiteId,
                site,
                referral.Priority,
                referral.Status,
                link.ExpiresAt,
                referral.Deadline,
                [.. Enum.GetValues<LinkAnswer>().Where(answer => AnswerByLink.IsPossible(answer, referral))],
                shared.Any(category => category is not DataCategory.Need) ? SharedPerson.Of(user.Open(envelope), shared) : null,
                shared.Contains(DataCategory.Need) ? envelope.Open<string>(referral.Need, referral.Id, nameof(referral.Need)) : null
            )
        );
    }
}
