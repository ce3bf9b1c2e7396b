using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Consents;

internal static class GiveConsent
{
    private static readonly string[] UnknownRecipient = ["No organization of the register has this code."];

    /// <param name="Purposes">case-management, referral, service-delivery, reporting.</param>
    /// <param name="Recipients">Codes of organizations, at most 20.</param>
    /// <param name="DataCategories">identity, contact, identifiers, disability, need.</param>
    /// <param name="GivenBy">self or guardian.</param>
    /// <param name="ValidFrom">First day, Asia/Ashgabat.</param>
    /// <param name="ValidUntil">Last day; absent = until withdrawn.</param>
    /// <param name="GuardianName">With guardian, and only then.</param>
    /// <param name="Language">In which it was explained: tk, ru or en.</param>
    /// <example>
    /// {"purposes": ["referral", "service-delivery"], "recipients": ["nrcs"], "dataCategories": ["identity", "contact", "need"],
    /// "givenBy": "guardian", "guardianName": "Ogulgerek Annaberdiýewa", "validFrom": "2021-05-03", "validUntil": "2031-05-02",
    /// "language": "tk"}
    /// </example>
    public sealed record Request(
        [property: MinLength(1), MaxLength(10)] IReadOnlyList<Purpose> Purposes,
        [property: MinLength(1), MaxLength(20), NoNulls] IReadOnlyList<string> Recipients,
        [property: MinLength(1), MaxLength(10)] IReadOnlyList<DataCategory> DataCategories,
        GivenBy GivenBy,
        DateOnly ValidFrom,
        DateOnly? ValidUntil = null,
        [property: MaxLength(200)] string? GuardianName = null,
        ConsentLanguage? Language = null
    );

    /// <example>
    /// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "caseId": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02", "status": "valid"}
    /// </example>
    public sealed record Response(Guid Id, Guid CaseId, ConsentStatus Status);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/cases/{id:guid}/consents", HandleAsync)
            .Idempotent()
            .WithName(nameof(GiveConsent))
            .OpenInEmergencies()
            .AboutPeople("case")
            .WithSummary("Record the consent of a service user or guardian. It cannot be changed, only withdrawn.")
            .WithDescription("Who is or may be younger than 18 cannot give it alone: a guardian does.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        CareDesk desk,
        KnownOrganizations organizations,
        IOptions<ConsentOptions> law,
        Envelope envelope,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        var (@case, refused) = await desk.FindOpenCaseAsync(id, cancellationToken);
        if (@case is null)
        {
            return refused!;
        }

        if (FindRefusal(request) is { } refusal)
        {
            return Problems.Invalid(refusal);
        }

        if (await organizations.FindUnknownAsync(request.Recipients, cancellationToken) is { Count: > 0 } unknown)
        {
            return Problems.Invalid(unknown.ToDictionary(index => $"recipients[{index}]", _ => UnknownRecipient));
        }

        var (db, now) = (desk.Db, desk.Now);
        var person = await desk.PersonOfAsync(@case, cancellationToken);
        if (request.GivenBy is GivenBy.Self && person.MayBeYoungerThan(law.Value.AgeOfMajority, desk.Today))
        {
            return Problems.Invalid(
                "givenBy",
                $"The service user is or may be younger than {law.Value.AgeOfMajority}: a guardian must give the consent."
            );
        }

        var consent = Consent.Give(id, @case.Organization, request, envelope, now);
        db.Add(consent);
        db.Audit("record consent", $"consent/{consent.Id}");
        await db.SaveChangesAsync(cancellationToken);
        return http.Created(
            $"/api/v1/referrals/consents/{consent.Id}",
            consent.Version,
            new Response(consent.Id, id, consent.StatusOn(desk.Today))
        );
    }

    private static Refusal? FindRefusal(Request request)
    {
        if (request.GivenBy is GivenBy.Guardian == string.IsNullOrWhiteSpace(request.GuardianName))
        {
            return new(
                "guardianName",
                request.GivenBy is GivenBy.Guardian ? "The guardian's name is needed." : "Only with givenBy guardian."
            );
        }

        return request.ValidUntil < request.ValidFrom ? new Refusal("validUntil", "Lies before validFrom.") : null;
    }
}
