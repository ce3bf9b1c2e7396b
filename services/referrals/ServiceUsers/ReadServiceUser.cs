using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.ServiceUsers;

internal static class ReadServiceUser
{
    public sealed record Response(Guid Id, DateTimeOffset CreatedAt, PersonalDetails Person);

    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/service-users/{id:guid}", HandleAsync)
            .WithName(nameof(ReadServiceUser))
            .AboutPeople("service-user")
            .WithSummary("A service user of the caller's organization, with all personal details. The read is audited.");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ReferralsDb db,
        RequestContext context,
        Envelope envelope,
        CancellationToken cancellationToken
    )
    {
        var organization = context.Organization();
        if (
            await db.ServiceUsers.AsNoTracking().SingleOrDefaultAsync(u => u.Id == id && u.Organization == organization, cancellationToken)
            is not { } user
        )
        {
            return Problems.NotFound("The service user");
        }

        db.Audit("read service user", $"service-user/{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(new Response(user.Id, user.CreatedAt, user.Open(envelope)));
    }
}
