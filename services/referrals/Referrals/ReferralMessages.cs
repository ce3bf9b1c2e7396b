using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Referrals;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;

namespace SocialServices.Referrals.Referrals;

/// <summary>
/// The two sides write to each other, as long as both may see the person: a question before the answer, an advice, a delay. The
/// requester reads it afterwards, too.
/// </summary>
internal static class ReferralMessages
{
    /// <param name="Text">Stored sealed.</param>
    /// <example>{"text": "Can the first visit be on Thursday?"}</example>
    public sealed record Request([property: Required, MaxLength(4000)] string Text);

    /// <example>{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01"}</example>
    public sealed record Response(Guid Id);

    /// <param name="Organization">Code of the organization that wrote it.</param>
    public sealed record Item(Guid Id, DateTimeOffset At, string Organization, Guid By, string Text);

    /// <param name="Items">Oldest first, at most 200.</param>
    /// <example>
    /// {"items": [{"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "at": "2021-05-06T09:30:00Z", "organization": "mlspp",
    /// "by": "0179a2c0-6a00-7c11-9d40-1f6b8a2c3d02", "text": "Can you begin on Monday?"}]}
    /// </example>
    public sealed record List(IReadOnlyList<Item> Items);

    public static void Map(RouteGroupBuilder referrals) =>
        referrals
            .MapPost("/{id:guid}/messages", HandleAsync)
            .Idempotent()
            .WithName("WriteReferralMessage")
            .WithSummary("Write to the other side of a referral.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    public static void MapRead(RouteGroupBuilder read) =>
        read.MapGet("/referrals/{id:guid}/messages", ListAsync)
            .WithName("ListReferralMessages")
            .AboutPeople("referral")
            .WithSummary("What both sides of a referral wrote to each other, oldest first. Audited.")
            .WithDescription("The receiver reads them while the referral is open and the consent valid, the requester always.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict);

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        Request request,
        CareDesk desk,
        ReferralAccess access,
        CancellationToken cancellationToken
    )
    {
        var (referral, _, refusal) = await access.FindOpenToBothAsync(id, cancellationToken);
        if (referral is null)
        {
            return refusal!;
        }

        var message = ReferralMessage.Write(id, request.Text, desk);
        desk.Db.Add(message);
        desk.Db.Audit("write referral message", $"referral/{id}");
        desk.Db.Publish(new ReferralMessageWritten(id, referral.CaseId, desk.Organization, referral.Requester, referral.Receiver));
        await desk.Db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/api/v1/referrals/referrals/{id}/messages", new Response(message.Id));
    }

    internal static async Task<Results<Ok<List>, ProblemHttpResult>> ListAsync(
        Guid id,
        CareDesk desk,
        ReferralAccess access,
        CancellationToken cancellationToken
    )
    {
        var (referral, sides, refusal) = await access.FindOpenToBothAsync(id, cancellationToken);
        if (referral is null && !sides.HasFlag(Sides.Requester))
        {
            return refusal!;
        }

        var messages = await desk
            .Db.ReferralMessages.AsNoTracking()
            .Where(m => m.ReferralId == id)
            .OrderBy(m => m.Id)
            .Take(200)
            .ToListAsync(cancellationToken);
        desk.Db.Audit("list referral messages", $"referral/{id}");
        await desk.Db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(
            new List([.. messages.Select(m => new Item(m.Id, m.At, m.Organization, m.By, desk.Open<string>(m.Text, m.Id, nameof(m.Text))))])
        );
    }
}
