using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Cases;

internal static class ListCases
{
    /// <param name="Mine">True: only those that the acting worker manages.</param>
    /// <param name="Open">True or false: not closed, or closed.</param>
    /// <param name="ServiceUserId">Only those of this person, by any of the merged records.</param>
    public sealed record Filter(
        [property: FromQuery(Name = "mine")] bool? Mine,
        [property: FromQuery(Name = "open")] bool? Open,
        [property: FromQuery(Name = "serviceUserId")] Guid? ServiceUserId
    );

    public static void Map(RouteGroupBuilder read) =>
        read.MapGet("/cases", HandleAsync)
            .WithName(nameof(ListCases))
            .AboutPeople("case")
            .WithSummary("The cases that the acting worker may know of, oldest first. Audited.");

    internal static async Task<Results<Ok<Page<CaseView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Filter filter,
        [AsParameters] PageRequest page,
        CareDesk desk,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetId(out var after))
        {
            return PageRequest.Unknown;
        }

        var (db, me) = (desk.Db, desk.Me);
        var visible = (await desk.CasesAsync(cancellationToken)).Where(c => c.Id > after);
        if (filter.Mine is true)
        {
            visible = visible.Where(c => c.WorkerId == me);
        }

        if (filter.Open is { } open)
        {
            visible = visible.Where(c => c.ClosedAt == null == open);
        }

        if (filter.ServiceUserId is { } user)
        {
            var person = db.ServiceUsers.SamePerson(user);
            visible = visible.Where(c => person.Contains(c.ServiceUserId));
        }

        var cases = await CaseView.Of(visible.OrderBy(c => c.Id).Take(page.Size + 1), db).ToListAsync(cancellationToken);
        var shown = page.ToPage([.. cases.OrderBy(c => c.Id)], c => c.Id.ToString(), http);
        db.AuditShown("list cases", "case", shown.Items.Select(c => c.Id));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(shown);
    }
}
