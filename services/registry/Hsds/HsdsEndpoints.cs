using System.Data;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Hsds;

/// <summary>The register by the Human Services Data Specification 3.1 (openreferral.org), for reading.</summary>
internal static class HsdsEndpoints
{
    public static void MapHsds(this WebApplication app)
    {
        var hsds = app.MapGroup("/hsds").WithTags("HSDS").RequireScope(Scopes.RegistryRead).HoldsNoPersonalData();
        DescribeHsds.Map(hsds);
        ExportHsds.Map(hsds);
        ExportHsdsOrganizations.Map(hsds);
        var answers = hsds.MapGroup("").AddEndpointFilter(OfOneMomentAsync);
        HsdsServices.Map(answers.MapGroup("/services"));
        HsdsOrganizations.Map(answers.MapGroup("/organizations"));
        HsdsServiceAtLocations.Map(answers.MapGroup("/service_at_locations"));
        HsdsTaxonomies.Map(answers);
    }

    // An answer is put together from several queries: what is entered or deleted between two of them must not tear it apart.
    private static async ValueTask<object?> OfOneMomentAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var request = context.HttpContext;
        await using var snapshot = await request
            .RequestServices.GetRequiredService<RegistryDb>()
            .Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, request.RequestAborted);
        return await next(context);
    }
}
