using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Complaints;

internal static class ListComplaints
{
    public static void Map(RouteGroupBuilder read)
    {
        read.MapGet("/complaints", HandleAsync)
            .WithName(nameof(ListComplaints))
            .AboutPeople("complaint")
            .WithSummary("The complaints that the acting supervisor sees, oldest first. Audited.");
        read.MapGet("/complaints/{id:guid}", ReadAsync)
            .WithName("ReadComplaint")
            .AboutPeople("complaint")
            .WithSummary("A complaint that the acting supervisor sees. Audited.")
            .Refuses(StatusCodes.Status404NotFound);
    }

    internal static async Task<Results<Ok<Page<ComplaintView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] PageRequest page,
        CareDesk desk,
        ComplaintDesk complaints,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetId(out var after))
        {
            return PageRequest.Unknown;
        }

        var visible = await complaints.VisibleAsync(cancellationToken);
        var rows = await visible.Where(c => c.Id > after).OrderBy(c => c.Id).Take(page.Size + 1).ToListAsync(cancellationToken);
        var shown = page.ToPage([.. rows.Select(c => ComplaintView.Of(c, desk))], c => c.Id.ToString(), http);
        desk.Db.AuditShown("list complaints", "complaint", shown.Items.Select(c => c.Id));
        await desk.Db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(shown);
    }

    internal static async Task<Results<Ok<ComplaintView>, ProblemHttpResult>> ReadAsync(
        Guid id,
        CareDesk desk,
        ComplaintDesk complaints,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (
            await (await complaints.VisibleAsync(cancellationToken)).SingleOrDefaultAsync(c => c.Id == id, cancellationToken)
            is not { } complaint
        )
        {
            return Problems.NotFound("The complaint");
        }

        desk.Db.Audit("read complaint", $"complaint/{id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        return http.Ok(complaint.Version, ComplaintView.Of(complaint, desk));
    }
}
