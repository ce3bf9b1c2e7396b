using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Registry.ServiceTypes;

internal static class ListServiceTypeVersions
{
    /// <param name="Items">The oldest first; the last is in force, or begins on a day to come.</param>
    /// <example>{"items":[{"code":"personal-assistant","number":10,"label":"Personal assistant","leadAgency":"undp","leadAgencyInferred":false,"name":{"tk":"Şahsy kömekçi","ru":"Персональный ассистент","en":"Personal assistant"},"forms":["at-home"],"conditions":[],"targetGroups":["people-with-disabilities"],"needs":["disability"],"requiredCompetences":[],"version":1,"validUntil":"2021-12-31"}]}</example>
    internal sealed record Response(IReadOnlyList<ServiceTypeView> Items);

    public static void Map(RouteGroupBuilder types) =>
        types
            .MapGet("/{code}/versions", HandleAsync)
            .WithName(nameof(ListServiceTypeVersions))
            .WithSummary("All versions of a service type. A case that began under a version keeps to it.")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string code,
        HttpRequest http,
        RegistryDb db,
        CancellationToken cancellationToken
    )
    {
        if (await db.ServiceTypes.AsNoTracking().SingleOrDefaultAsync(t => t.Code == code, cancellationToken) is not { } type)
        {
            return Problems.NotFound("The service type");
        }

        var ended = await db
            .ServiceTypeVersions.AsNoTracking()
            .Where(v => v.ServiceTypeCode == code)
            .OrderBy(v => v.Number)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(
            new Response([
                .. ended.Select(version => ServiceTypeView.Of(version, http)),
                ServiceTypeView.Of(type, http),
                .. type.Coming is { } coming ? [ServiceTypeView.OfComing(type, coming, http)] : Array.Empty<ServiceTypeView>(),
            ])
        );
    }
}
