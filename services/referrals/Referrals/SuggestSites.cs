using System.ComponentModel.DataAnnotations;
using Grpc.Core;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

namespace SocialServices.Referrals.Referrals;

/// <summary>Why a site is suggested.</summary>
internal enum MatchReason
{
    AnswersNeed,
    OpenToAge,
    OpenToSex,
    SamePlace,
    SameVelayat,
    CapacityFree,
    SpeaksLanguage,
    HasAgreement,
}

/// <summary>Which sites can help: the registry knows need, eligibility, language and capacity. The person is not named to it.</summary>
internal static class SuggestSites
{
    private const int MaxShown = 20;

    /// <param name="Need">Code of the need.</param>
    /// <param name="Language">In which the person is served: tk, ru, en, …</param>
    public sealed record Filter(
        [property: FromQuery(Name = "need"), Required, MaxLength(50)] string? Need,
        [property: FromQuery(Name = "language"), MaxLength(10)] string? Language
    );

    /// <param name="Availability">free, few, none, waiting-list or assessment-needed.</param>
    /// <param name="Reasons">What speaks for it; the first in the list has most.</param>
    public sealed record Suggestion(
        Guid SiteId,
        string Name,
        string Organization,
        string ServiceType,
        string Place,
        string Availability,
        IReadOnlyList<MatchReason> Reasons
    );

    /// <param name="Items">The best first, at most 20.</param>
    /// <example>
    /// {"items": [{"siteId": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "name": "A site", "organization": "nrcs",
    /// "serviceType": "parents-with-addictions", "place": "TM-S-02", "availability": "free", "reasons": ["answers-need", "open-to-age",
    /// "open-to-sex", "same-place", "same-velayat", "capacity-free"]}]}
    /// </example>
    public sealed record Response(IReadOnlyList<Suggestion> Items);

    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/cases/{id:guid}/suggestions", HandleAsync)
            .WithName(nameof(SuggestSites))
            .AboutPeople("case")
            .WithSummary("Sites that answer a need of the person of a case, with the reasons. Audited.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        [AsParameters] Filter filter,
        CareDesk desk,
        Directory.DirectoryClient directory,
        CancellationToken cancellationToken
    )
    {
        if (await desk.FindCaseAsync(id, cancellationToken) is not { } @case)
        {
            return CaseProblems.NotFound;
        }

        var person = await desk.PersonOfAsync(@case, cancellationToken);
        var request = new FindSitesRequest
        {
            Need = filter.Need,
            Sex = person.Sex is Sex.Unknown ? "" : Words.Of(person.Sex),
            Language = filter.Language ?? "",
            PageSize = 200,
        };
        if (person.AgeOn(desk.Today) is { } age)
        {
            request.Age = age;
        }

        FindSitesResponse found;
        try
        {
            found = await directory.FindSitesAsync(request, cancellationToken: cancellationToken);
        }
        catch (RpcException refusal)
            when (refusal.GetRpcStatus()?.GetDetail<Google.Rpc.BadRequest>()?.FieldViolations is [{ Field: "need" or "language" } asked, ..]
            )
        {
            return Problems.Invalid(asked.Field, $"The register knows no {asked.Field} with this code.");
        }

        var today = desk.Today;
        var agreed = await desk
            .Db.DataSharingAgreements.Where(a => a.ValidFrom <= today && (a.ValidUntil == null || today <= a.ValidUntil))
            .Select(a => a.Organization)
            .ToListAsync(cancellationToken);
        var velayat = person.Place.Length >= 4 ? person.Place[..4] : person.Place;
        var suggestions = found
            .Sites.Select(one => one.Site)
            .Where(site => site is { HasTakesPeople: false } or { TakesPeople: true })
            .Select(site => new Suggestion(
                Guid.Parse(site.SiteId),
                site.Name,
                site.Organization,
                site.ServiceType,
                site.Place,
                site.Availability,
                [
                    MatchReason.AnswersNeed,
                    .. request.HasAge ? [MatchReason.OpenToAge] : Array.Empty<MatchReason>(),
                    .. request.Sex.Length > 0 ? [MatchReason.OpenToSex] : Array.Empty<MatchReason>(),
                    .. site.Place == person.Place ? [MatchReason.SamePlace] : Array.Empty<MatchReason>(),
                    .. site.Place.StartsWith(velayat, StringComparison.Ordinal) ? [MatchReason.SameVelayat] : Array.Empty<MatchReason>(),
                    .. site.Availability is "free" or "few" ? [MatchReason.CapacityFree] : Array.Empty<MatchReason>(),
                    .. request.Language.Length > 0 ? [MatchReason.SpeaksLanguage] : Array.Empty<MatchReason>(),
                    .. agreed.Contains(site.Organization) || site.Organization == desk.Organization
                        ? [MatchReason.HasAgreement]
                        : Array.Empty<MatchReason>(),
                ]
            ))
            .OrderByDescending(suggestion => suggestion.Reasons.Contains(MatchReason.HasAgreement)) // without one nothing can be shared
            .ThenByDescending(suggestion => suggestion.Reasons.Count)
            .ThenByDescending(suggestion => suggestion.Reasons.Contains(MatchReason.CapacityFree))
            .ThenBy(suggestion => suggestion.SiteId)
            .Take(MaxShown)
            .ToList();
        desk.Db.Audit("suggest sites", $"case/{id}", filter.Need);
        await desk.Db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(suggestions));
    }
}
