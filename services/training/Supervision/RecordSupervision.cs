using SocialServices.Contracts.Training;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Supervision;

internal static class RecordSupervision
{
    /// <param name="Organizer">Organization code; the caller acts for it.</param>
    /// <param name="HeldOn">Not after today.</param>
    /// <param name="Supervisors">Workers who supervised, 1 to 20.</param>
    /// <param name="Record">What was presented and agreed; kept sealed.</param>
    /// <example>
    /// {"organizer": "mlspp", "heldOn": "2021-09-15", "supervisors": ["017cdf3e-6c00-7b02-8c11-5d0e4f7a9b33"],
    /// "record": {"cases": [{"presenterId": "017cdf3e-6c00-7a31-9a3e-3f1d2b6c5a20", "reference": "CASE-A"}],
    /// "actions": [{"text": "Visit the family together.", "reference": "CASE-A", "dueOn": "2021-09-30"}]}}
    /// </example>
    public sealed record Request(
        [property: Required, MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string Organizer,
        DateOnly HeldOn,
        [property: MinLength(1), MaxLength(20)] Guid[] Supervisors,
        SupervisionRecord Record
    );

    /// <param name="Id">UUID v7.</param>
    /// <param name="Organizer">Organization code.</param>
    /// <param name="HeldOn">The day.</param>
    /// <param name="Supervisors">Workers who supervised.</param>
    /// <param name="Record">What was presented and agreed.</param>
    public sealed record View(Guid Id, string Organizer, DateOnly HeldOn, IReadOnlyList<Guid> Supervisors, SupervisionRecord Record);

    public static void Map(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        write
            .MapPost("/supervision-sessions", HandleAsync)
            .Idempotent()
            .WithName(nameof(RecordSupervision))
            .WithSummary("Record a supervision session: who presented which anonymous case, and what was agreed.")
            .Refuses(StatusCodes.Status503ServiceUnavailable, StatusCodes.Status422UnprocessableEntity);
        read.MapGet("/supervision-sessions", ListAsync)
            .WithName("ListSupervision")
            .WithSummary("List supervision sessions of your organization; the programme's office sees all.");
    }

    internal static async Task<Results<Created<View>, ProblemHttpResult>> HandleAsync(
        Request request,
        TrainingDb db,
        RegistryDirectory registry,
        RequestContext context,
        Envelope envelope,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!context.Caller!.MayActFor(request.Organizer))
        {
            return Problems.Of(StatusCodes.Status403Forbidden, ProblemTypes.Forbidden, "The caller's token is for another organization.");
        }

        if (request.HeldOn > clock.Today())
        {
            return Problems.Invalid("heldOn", "After today.");
        }

        Guid[] people = [.. request.Supervisors, .. request.Record.Cases.Select(c => c.PresenterId)];
        var known = await registry.FindWorkersAsync(people, cancellationToken);
        var errors = new Dictionary<string, string[]>();
        foreach (var (index, worker) in request.Supervisors.Index().Where(s => !known.ContainsKey(s.Item)))
        {
            errors[$"supervisors[{index}]"] = ["No such worker."];
        }

        foreach (var (index, _) in request.Record.Cases.Index().Where(c => !known.ContainsKey(c.Item.PresenterId)))
        {
            errors[$"record.cases[{index}].presenterId"] = ["No such worker."];
        }

        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var session = new SupervisionSession
        {
            Id = id,
            Organizer = request.Organizer,
            HeldOn = request.HeldOn,
            Supervisors = [.. request.Supervisors.Distinct()],
            Presenters = request.Record.Cases.Select(c => c.PresenterId).Distinct().Count(),
            Record = envelope.Seal(request.Record, id, nameof(SupervisionSession.Record)),
            CreatedAt = now,
        };
        db.Add(session);
        db.Audit("record supervision", $"supervision/{id}");
        db.Publish(new SupervisionHeld(id, session.Organizer, session.HeldOn, session.Supervisors.Length, session.Presenters));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created("/api/v1/training/supervision-sessions", Of(session, envelope));
    }

    internal static async Task<Results<Ok<Page<View>>, ProblemHttpResult>> ListAsync(
        [AsParameters] PageRequest page,
        HttpResponse http,
        TrainingDb db,
        RequestContext context,
        Envelope envelope,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetId(out var after))
        {
            return PageRequest.Unknown;
        }

        var (own, all) = (context.Caller!.Organization, context.Caller.Has(ServiceDefaults.Access.Scopes.ProgrammeManage));
        var sessions = await db
            .SupervisionSessions.AsNoTracking()
            .Where(s => (all || s.Organizer == own) && s.Id > after)
            .OrderBy(s => s.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        db.Audit("read supervision", $"organization/{own}");
        await db.SaveChangesAsync(cancellationToken);
        http.Headers.CacheControl = "no-store";
        return TypedResults.Ok(page.ToPage([.. sessions.Select(s => Of(s, envelope))], session => session.Id.ToString(), http));
    }

    private static View Of(SupervisionSession session, Envelope envelope) =>
        new(
            session.Id,
            session.Organizer,
            session.HeldOn,
            session.Supervisors,
            envelope.Open<SupervisionRecord>(session.Record, session.Id, nameof(session.Record))
        );
}
