using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Cases;

internal static class ReadCase
{
    public sealed record Response(CaseView Case, string? ClosureNote);

    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/cases/{id:guid}", HandleAsync)
            .WithName(nameof(ReadCase))
            .AboutPeople("case")
            .WithSummary("A case of the caller's organization. The read is audited.");

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        ReferralsDb db,
        RequestContext context,
        Envelope envelope,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (await db.Cases.OwnAsync(id, context, cancellationToken) is not { } @case)
        {
            return Problems.NotFound("The case");
        }

        var view = await db.Cases.Where(c => c.Id == id).Select(CaseView.From(db)).SingleAsync(cancellationToken);
        db.Audit("read case", $"case/{id}");
        await db.SaveChangesAsync(cancellationToken);
        return http.Ok(@case.Version, new Response(view, @case.ClosureNote is { } note ? envelope.Open<string>(note, id) : null));
    }
}
