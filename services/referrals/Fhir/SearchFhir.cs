using Hl7.Fhir.Model;
using Hl7.Fhir.Utility;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Referrals;
using SocialServices.ServiceDefaults.Access;
using FhirTask = Hl7.Fhir.Model.Task;

namespace SocialServices.Referrals.Fhir;

/// <summary>Searches Tasks and ServiceRequests. A status that referrals cannot have is refused, never answered by an empty bundle.</summary>
internal static class SearchFhir
{
    private const int MaxCount = 200;
    private const int UsualCount = 50;

    /// <param name="Id">Of the resource.</param>
    /// <param name="Identifier">Number of the referral, R-2026-000123; with or without urn:socialservices:referral|.</param>
    /// <param name="Status">A status that the resource can have.</param>
    /// <param name="Count">1 to 200; 50 when absent.</param>
    /// <param name="After">Id of the last resource of the page before.</param>
    public sealed record Search(
        [property: FromQuery(Name = "_id")] Guid? Id,
        [property: FromQuery(Name = "identifier")] string? Identifier,
        [property: FromQuery(Name = "status")] string? Status,
        [property: FromQuery(Name = "_count")] int? Count,
        [property: FromQuery(Name = "after")] Guid? After
    );

    public static void Map(RouteGroupBuilder fhir)
    {
        fhir.MapGet("/Task", TasksAsync)
            .WithName("SearchFhirTasks")
            .AboutPeople("referral")
            .WithSummary("The Tasks of the caller's organization, oldest first. Audited.")
            .AnswersFhir();
        fhir.MapGet("/ServiceRequest", ServiceRequestsAsync)
            .WithName("SearchFhirServiceRequests")
            .AboutPeople("referral")
            .WithSummary("The ServiceRequests of the caller's organization, oldest first. Audited.")
            .AnswersFhir();
    }

    /// <summary>For the capability statement.</summary>
    public static List<CapabilityStatement.SearchParamComponent> Parameters() =>
        [
            new() { Name = "_id", Type = SearchParamType.Token },
            new() { Name = "identifier", Type = SearchParamType.Token },
            new() { Name = "status", Type = SearchParamType.Token },
        ];

    internal static Task<FhirAnswer> TasksAsync(
        [AsParameters] Search search,
        CareDesk desk,
        ReferralAccess access,
        CancellationToken cancellationToken
    ) =>
        FindAsync(
            search,
            FhirMapping.ToTask,
            code => FhirMapping.StatusOf(EnumUtility.ParseLiteral<FhirTask.TaskStatus>(code)) is { } status ? [status] : [],
            desk,
            access,
            cancellationToken
        );

    internal static Task<FhirAnswer> ServiceRequestsAsync(
        [AsParameters] Search search,
        CareDesk desk,
        ReferralAccess access,
        CancellationToken cancellationToken
    ) =>
        FindAsync(
            search,
            FhirMapping.ToServiceRequest,
            code =>
                EnumUtility.ParseLiteral<RequestStatus>(code) is { } asked
                    ? [.. Enum.GetValues<ReferralStatus>().Where(status => FhirMapping.RequestStatusOf(status) == asked)]
                    : [],
            desk,
            access,
            cancellationToken
        );

    private static async Task<FhirAnswer> FindAsync<T>(
        Search search,
        Func<Referral, T> toResource,
        Func<string, IReadOnlyList<ReferralStatus>> statusesOf,
        CareDesk desk,
        ReferralAccess access,
        CancellationToken cancellationToken
    )
        where T : Resource
    {
        if (search.Count is < 1 or > MaxCount)
        {
            return FhirAnswer.Refuse(StatusCodes.Status400BadRequest, $"_count: 1 to {MaxCount}.");
        }

        var referrals = (await access.VisibleAsync(Sides.Either, cancellationToken))
            .AsNoTracking()
            .Include(r => r.Moves)
            .Where(r => r.Id > (search.After ?? Guid.Empty));
        if (search.Id is { } id)
        {
            referrals = referrals.Where(r => r.Id == id);
        }

        if (search.Identifier is { } token)
        {
            var (system, number) = token.Split('|', 2) is [var before, var behind] ? (before, behind) : ("", token);
            if (system is not ("" or FhirMapping.ReferralSystem))
            {
                return FhirAnswer.Refuse(StatusCodes.Status400BadRequest, $"identifier: the system is {FhirMapping.ReferralSystem}.");
            }

            referrals = referrals.Where(r => r.Number == number);
        }

        if (search.Status is { } code)
        {
            if (statusesOf(code) is not { Count: > 0 } statuses)
            {
                return FhirAnswer.Refuse(
                    StatusCodes.Status400BadRequest,
                    "status: referrals have no such status.",
                    OperationOutcome.IssueType.CodeInvalid
                );
            }

            referrals = referrals.Where(r => statuses.Contains(r.Status));
        }

        var count = search.Count ?? UsualCount;
        var rows = await referrals.OrderBy(r => r.Id).Take(count + 1).ToListAsync(cancellationToken);
        var shown = rows.Take(count).ToList();
        desk.Db.AuditShown("search referrals", "referral", shown.Select(r => r.Id), "fhir");
        await desk.Db.SaveChangesAsync(cancellationToken);
        var bundle = new Bundle { Type = Bundle.BundleType.Searchset };
        foreach (var referral in shown)
        {
            bundle.AddSearchEntry(toResource(referral), $"urn:uuid:{referral.Id}", Bundle.SearchEntryMode.Match);
        }

        if (rows.Count > count)
        {
            var status = search.Status is null ? "" : $"&status={search.Status}";
            bundle.NextLink = new Uri($"{ReadFhir.Root}/{typeof(T).Name}?_count={count}&after={shown[^1].Id}{status}", UriKind.Relative);
        }

        return new FhirAnswer(bundle);
    }
}
