using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Organizations;
using SocialServices.Registry.Places;
using SocialServices.Registry.Records;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Registry.Workers;

internal static class ChangePosts
{
    /// <param name="Posts">All, also those that are over or to come, one that has begun at least; they do not overlap.</param>
    /// <example>
    /// {"posts": [{"organization": "nrcs", "role": "social-worker", "place": "TM-S-02", "from": "2020-03-01", "until": "2021-10-31", "share": 50},
    /// {"organization": "nrcs", "role": "specialist", "place": "TM-S-01", "from": "2021-11-01"}]}
    /// </example>
    public sealed record Request([property: Required, MinLength(1), MaxLength(50), NoNulls] IReadOnlyList<WorkerPost> Posts);

    public static void Map(RouteGroupBuilder workers) =>
        workers
            .MapPut("/{id:guid}/posts", HandleAsync)
            .WithName(nameof(ChangePosts))
            .WithSummary("Give a worker another post, or correct the posts. Needs If-Match.")
            .WithDescription(
                "Replaces the list. The newest post that has begun decides employer, role and place, and whether the worker is active; one that begins later, or ends, does so "
                    + "by itself on its day. Whoever adds or changes a post must be allowed to act for its employer: from one organization to another only the programme's office moves "
                    + "a worker. The employer's own code does not go along to an employer whose post begins later."
            )
            .ChangesRecord(StatusCodes.Status403Forbidden, StatusCodes.Status409Conflict);

    internal static async Task<Results<Ok<WorkerView>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        HttpResponse http,
        RegistryDb db,
        RequestContext context,
        Envelope envelope,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var found = await WorkerToChange.FindAsync(db, id, ifMatch, context.Caller!, cancellationToken);
        if (!found.IsAllowed(out var worker, out var refusal))
        {
            return refusal;
        }

        var touched = request.Posts.Except(worker.Posts).Concat(worker.Posts.Except(request.Posts)).ToList();
        if (touched.Find(post => !context.Caller!.MayActFor(post.Organization)) is { } foreign)
        {
            return Editing.Forbidden(foreign.Organization);
        }

        var errors = await FindErrorsAsync(request.Posts, worker, db, clock.Today(), cancellationToken);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var before = envelope.Open<WorkerIdentity>(worker.Personal, id, nameof(worker.Personal));
        worker.Employ(request.Posts, clock.Today());
        var identity = worker.Active ? before with { Left = null } : before;
        WorkerToChange.Seal(worker, before, identity, envelope);
        var answer = await WorkerToChange.SaveAsync(db, worker, identity, "change posts", http, clock, cancellationToken);
        if (answer.Result is Ok<WorkerView>)
        {
            await transaction.CommitAsync(cancellationToken);
        }

        return answer;
    }

    // What the worker has already may name a place that is gone.
    private static async Task<Dictionary<string, string[]>> FindErrorsAsync(
        IReadOnlyList<WorkerPost> posts,
        Worker worker,
        RegistryDb db,
        DateOnly today,
        CancellationToken cancellationToken
    )
    {
        var errors = WorkerPosts.FindErrors(posts, today).ToDictionary(error => error.Field, error => new[] { error.Reason });
        var organizations = await db.LockForShareOrganizationsAsync(posts.Select(post => post.Organization), cancellationToken);
        var codes = posts.Select(post => post.Place).Distinct().ToArray();
        var places = (await db.PlaceVersions.AsNoTracking().Where(v => codes.Contains(v.Code)).ToListAsync(cancellationToken)).ToLookup(v =>
            v.Code
        );
        foreach (var (index, post) in posts.Index().Where(post => !worker.Posts.Contains(post.Item)))
        {
            if (!organizations.Contains(post.Organization))
            {
                errors[$"posts[{index}].organization"] = ["No organization has this code."];
            }

            if (!places[post.Place].Any(version => WasThere(version, post)))
            {
                errors[$"posts[{index}].place"] = ["No place had this code then."];
            }
        }

        return errors;

        // At some time of the post: etraps begin, end and are made anew while people go on working there. One that goes on needs a place of today.
        bool WasThere(PlaceVersion version, WorkerPost post) =>
            !(version.ValidUntil < (post.Until is null && post.From < today ? today : post.From))
            && !(version.ValidFrom > (post.Until ?? (post.From < today ? today : post.From)));
    }
}
