using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
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
    public sealed record Request(
        [property: MinLength(1), MaxLength(10)] IReadOnlyList<Purpose> Purposes,
        [property: MinLength(1), MaxLength(20), NoNulls] IReadOnlyList<string> Recipients,
        [property: MinLength(1), MaxLength(10)] IReadOnlyList<DataCategory> DataCategories,
        GivenBy GivenBy,
        DateOnly ValidFrom,
        DateOnly? ValidUntil = null,
        [property: MaxLength(200)] string? GuardianName = null
    );

    public sealed record Response(Guid Id, Guid CaseId, ConsentStatus Status);

    public static void Map(RouteGroupBuilder write) =>
        write
            .MapPost("/cases/{id:guid}/consents", HandleAsync)
            .Idempotent()
            .WithName(nameof(GiveConsent))
            .AboutPeople("case")
            .WithSummary("Record the consent of a service user or guardian. It cannot be changed, only withdrawn.");

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        ReferralsDb db,
        RequestContext context,
        KnownOrganizations organizations,
        Envelope envelope,
        TimeProvider clock,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (await db.Cases.OwnAsync(id, context, cancellationToken) is not { } @case)
        {
            return Problems.NotFound("The case");
        }

        if (@case.ClosedAt is not null)
        {
            return CaseProblems.Closed;
        }

        if (Objection(request) is { } objection)
        {
            return objection;
        }

        if (await organizations.FindUnknownAsync(request.Recipients, cancellationToken) is { Count: > 0 } unknown)
        {
            return Problems.Invalid(unknown.ToDictionary(index => $"recipients[{index}]", _ => UnknownRecipient));
        }

        var now = clock.GetUtcNow();
        var consent = Consent.Give(id, @case.Organization, request, envelope, now);
        db.Add(consent);
        db.Audit("record consent", $"consent/{consent.Id}");
        await db.SaveChangesAsync(cancellationToken);
        http.Headers.ETag = ETag.Of(consent.Version).ToString();
        return TypedResults.Created(
            $"/api/v1/referrals/consents/{consent.Id}",
            new Response(consent.Id, id, consent.StatusOn(Ashgabat.Day(now)))
        );
    }

    private static ProblemHttpResult? Objection(Request request)
    {
        if (request.GivenBy is GivenBy.Guardian == string.IsNullOrWhiteSpace(request.GuardianName))
        {
            return Problems.Invalid(
                "guardianName",
                request.GivenBy is GivenBy.Guardian ? "The guardian's name is needed." : "Only with givenBy guardian."
            );
        }

        return request.ValidUntil < request.ValidFrom ? Problems.Invalid("validUntil", "Lies before validFrom.") : null;
    }
}
