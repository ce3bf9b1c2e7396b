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
    /// <param name="Kind">closed or reopened.</param>
    /// <param name="At">When.</param>
    /// <param name="By">The worker who did it.</param>
    /// <param name="ClosureReason">Of a closure.</param>
    /// <param name="Text">Note of the closure, or reason of the reopening.</param>
    public sealed record Change(CaseChangeKind Kind, DateTimeOffset At, Guid By, ClosureReason? ClosureReason, string? Text);

    /// <param name="Case">Ids and states.</param>
    /// <param name="ClosureNote">Of a closed case.</param>
    /// <param name="Changes">Closures and reopenings, oldest first.</param>
    public sealed record Response(CaseView Case, string? ClosureNote, IReadOnlyList<Change> Changes);

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
        var changes = await db.CaseChanges.AsNoTracking().Where(c => c.CaseId == id).OrderBy(c => c.Id).ToListAsync(cancellationToken);
        db.Audit("read case", $"case/{id}");
        await db.SaveChangesAsync(cancellationToken);
        return http.Ok(
            @case.Version,
            new Response(
                view,
                @case.ClosureNote is { } note ? envelope.Open<string>(note, id) : null,
                [
                    .. changes.Select(c => new Change(
                        c.Kind,
                        c.At,
                        c.By,
                        c.ClosureReason,
                        c.Text is { } text ? envelope.Open<string>(text, c.Id) : null
                    )),
                ]
            )
        );
    }
}
