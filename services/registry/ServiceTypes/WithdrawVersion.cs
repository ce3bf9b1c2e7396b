using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.ServiceTypes;

internal static class WithdrawVersion
{
    public static void Map(RouteGroupBuilder types) =>
        types
            .MapPost("/{code}/coming/withdraw", HandleAsync)
            .WithName(nameof(WithdrawVersion))
            .WithSummary("Take back the version of a service type that has not begun. For the programme's office only. Needs If-Match.")
            .RequireScope(Scopes.ProgrammeManage)
            .ChangesRecord();

    internal static async Task<Results<Ok<ServiceTypeView>, ProblemHttpResult>> HandleAsync(
        string code,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        HttpContext http,
        RegistryDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await db.ServiceTypes.SingleOrDefaultAsync(t => t.Code == code, cancellationToken) is not { } type)
        {
            return Problems.NotFound("The service type");
        }

        if (ToChange.UnlessCurrent(ifMatch, type.Version) is { } outdated)
        {
            return outdated;
        }

        if (type.Coming is not { } coming)
        {
            return Problems.NotFound("The coming version");
        }

        if (coming.From <= clock.Today())
        {
            return Problems.Stale;
        }

        type.Coming = null;
        db.Audit("withdraw service type version", type.Subject);
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        return http.Response.Ok(type.Version, ServiceTypeView.Of(type, http.Request));
    }
}
