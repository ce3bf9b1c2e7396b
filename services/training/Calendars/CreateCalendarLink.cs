using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.Training.Certificates;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Calendars;

internal static class CreateCalendarLink
{
    /// <param name="Kind">trainer, organization or place.</param>
    /// <param name="Subject">A worker's id, or the code of an organization or a place.</param>
    /// <example>{"kind": "organization", "subject": "mlspp"}</example>
    public sealed record Request(CalendarKind Kind, [property: Required, MaxLength(Codes.MaxLength)] string Subject);

    /// <param name="Id">To end the link with.</param>
    /// <param name="Url">For calendar programs. Whoever has it reads the calendar; it is not shown again.</param>
    public sealed record Response(Guid Id, string Url);

    public static void Map(RouteGroupBuilder training)
    {
        training
            .MapPost("/calendars", HandleAsync)
            .Idempotent()
            .WithName(nameof(CreateCalendarLink))
            .WithSummary("Make a calendar link for a trainer of yours, for your organization, or for a place.")
            .Refuses(StatusCodes.Status503ServiceUnavailable, StatusCodes.Status422UnprocessableEntity);
        training
            .MapDelete("/calendars/{id:guid}", EndAsync)
            .WithName("EndCalendarLink")
            .WithSummary("Delete a calendar link. It stops working at once.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static async Task<Results<Created<Response>, ProblemHttpResult>> HandleAsync(
        Request request,
        TrainingDb db,
        RegistryDirectory registry,
        RequestContext context,
        IOptions<PublicOptions> options,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var caller = context.Caller!;
        var known = request.Kind switch
        {
            CalendarKind.Trainer => Guid.TryParse(request.Subject, out var worker)
                && await registry.FindWorkerAsync(worker, cancellationToken) is { } trainer
                && caller.MayActFor(trainer.Organization),
            CalendarKind.Organization => caller.MayActFor(request.Subject)
                && (await registry.FindOrganizationsAsync([request.Subject], cancellationToken)).Count == 1,
            _ => Regex.IsMatch(request.Subject, Codes.Place, RegexOptions.None, TimeSpan.FromSeconds(1)),
        };
        if (!known)
        {
            return Problems.Invalid("subject", "Not a worker of yours, your organization, or a place.");
        }

        var now = clock.GetUtcNow();
        var token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));
        var link = new CalendarLink
        {
            Id = Guid.CreateVersion7(now),
            Kind = request.Kind,
            Subject = request.Kind is CalendarKind.Trainer ? Guid.Parse(request.Subject).ToString() : request.Subject,
            Organization = caller.Organization,
            Digest = CalendarLink.DigestOf(token),
            CreatedAt = now,
        };
        db.Add(link);
        db.Audit("make calendar link", $"calendar/{link.Id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created(
            $"/api/v1/training/calendars/{link.Id}",
            new Response(link.Id, options.Value.Address($"/calendars/{token}.ics"))
        );
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(
        Guid id,
        TrainingDb db,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        var link = await db.CalendarLinks.SingleOrDefaultAsync(l => l.Id == id, cancellationToken);
        if (link is null || !context.Caller!.MayActFor(link.Organization))
        {
            return Problems.NotFound("The calendar link");
        }

        db.Remove(link);
        db.Audit("end calendar link", $"calendar/{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
