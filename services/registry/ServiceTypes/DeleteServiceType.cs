using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.ServiceTypes;

internal static class DeleteServiceType
{
    public static void Map(RouteGroupBuilder types) =>
        types
            .MapPost("/{code}/delete", HandleAsync)
            .WithName(nameof(DeleteServiceType))
            .WithSummary("Delete a service type that was entered by mistake. For the programme's office only. Needs If-Match.")
            .WithDescription(
                "Refused while sites deliver it, also closed ones. Its history stays and tells the reason; its code stays taken."
            )
            .RequireScope(Scopes.ProgrammeManage)
            .ChangesRecord(StatusCodes.Status409Conflict);

    internal static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        string code,
        Deletable.Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        RegistryDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // Whoever opens a site for it at this moment holds the row (Standing): it is waited for and then seen.
        await db.Database.ExecuteSqlAsync($"select from service_types where code = {code} for update", cancellationToken);
        if (await db.ServiceTypes.SingleOrDefaultAsync(t => t.Code == code, cancellationToken) is not { } type)
        {
            return Problems.NotFound("The service type");
        }

        if (ToChange.UnlessCurrent(ifMatch, type.Version) is { } outdated)
        {
            return outdated;
        }

        if (await db.Sites.AnyAsync(s => s.ServiceTypeCode == code, cancellationToken))
        {
            return Problems.Conflict("service-type-in-use", "Sites deliver the service.");
        }

        var now = clock.GetUtcNow();
        type.Delete(request.Reason, now);
        db.Publish(type.Deleted());
        db.Audit("delete service type", type.Subject, request.Reason);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
