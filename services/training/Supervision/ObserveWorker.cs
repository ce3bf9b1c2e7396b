using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Supervision;

internal static class ObserveWorker
{
    /// <param name="WorkerId">Who was watched: a worker of the caller's organization.</param>
    /// <param name="Organization">The employer; the caller acts for it.</param>
    /// <param name="MentorId">Who watched.</param>
    /// <param name="Competence">Code of the competence that the worker holds on that day.</param>
    /// <param name="ObservedOn">Not after today.</param>
    /// <param name="Rating">1 to 5.</param>
    /// <param name="Note">What was seen; kept sealed; no names of service users.</param>
    /// <example>
    /// {"workerId": "017cdf3e-6c00-7a31-9a3e-3f1d2b6c5a20", "organization": "nrcs", "mentorId": "017cdf3e-6c00-7b02-8c11-5d0e4f7a9b33",
    /// "competence": "strong-families-facilitation", "observedOn": "2021-09-15", "rating": 4, "note": "Leads the group calmly; asks open questions."}
    /// </example>
    public sealed record Request(
        Guid WorkerId,
        [property: Required, MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string Organization,
        Guid MentorId,
        [property: Required, MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string Competence,
        DateOnly ObservedOn,
        [property: Range(1, 5)] int Rating,
        [property: Required, MaxLength(Codes.MaxReason), RegularExpression(Codes.Lines)] string Note
    );

    public sealed record View(Guid Id, Guid WorkerId, Guid MentorId, string Competence, DateOnly ObservedOn, int Rating, string Note);

    public static void Map(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        write
            .MapPost("/observations", HandleAsync)
            .Idempotent()
            .WithName(nameof(ObserveWorker))
            .WithSummary("Record what a mentor saw of a worker on the job. For the employer.")
            .Refuses(StatusCodes.Status503ServiceUnavailable, StatusCodes.Status422UnprocessableEntity);
        read.MapGet("/observations", ListAsync)
            .WithName("ListObservations")
            .WithSummary("List the observations of a worker of yours, on one page: the last 200.");
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
        if (!context.Caller!.MayActFor(request.Organization))
        {
            return EnrolWorker.NotTheEmployer;
        }

        if (request.ObservedOn > clock.Today())
        {
            return Problems.Invalid("observedOn", "After today.");
        }

        var known = await registry.FindWorkersAsync([request.WorkerId, request.MentorId], cancellationToken);
        if (EnrolWorker.FaultOf(known.GetValueOrDefault(request.WorkerId), request.Organization) is { } fault)
        {
            return Problems.Invalid("workerId", fault);
        }

        if (request.MentorId == request.WorkerId || !known.ContainsKey(request.MentorId))
        {
            return Problems.Invalid("mentorId", "No such worker, or the one who was watched.");
        }

        var certificates = await db
            .Certificates.AsNoTracking()
            .Where(c => c.WorkerId == request.WorkerId && c.Competence == request.Competence)
            .ToListAsync(cancellationToken);
        if (!certificates.Exists(c => c.IsValidOn(request.ObservedOn)))
        {
            return Problems.Invalid("competence", "The worker does not hold it on that day.");
        }

        var id = Guid.CreateVersion7(clock.GetUtcNow());
        var observation = new Observation
        {
            Id = id,
            WorkerId = request.WorkerId,
            Organization = request.Organization,
            MentorId = request.MentorId,
            Competence = request.Competence,
            ObservedOn = request.ObservedOn,
            Rating = request.Rating,
            Note = envelope.Seal(request.Note, id, nameof(Observation.Note)),
        };
        db.Add(observation);
        db.Audit("record observation", $"worker/{request.WorkerId}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created("/api/v1/training/observations", Of(observation, envelope));
    }

    internal static async Task<Ok<Page<View>>> ListAsync(
        Guid workerId,
        HttpResponse http,
        TrainingDb db,
        RequestContext context,
        Envelope envelope,
        CancellationToken cancellationToken
    )
    {
        var (own, all) = (context.Caller!.Organization, context.Caller.Has(ServiceDefaults.Access.Scopes.ProgrammeManage));
        var observations = await db
            .Observations.AsNoTracking()
            .Where(o => o.WorkerId == workerId && (all || o.Organization == own))
            .OrderByDescending(o => o.Id)
            .Take(200)
            .ToListAsync(cancellationToken);
        db.Audit("read observations", $"worker/{workerId}");
        await db.SaveChangesAsync(cancellationToken);
        http.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Page<View>([.. observations.Select(o => Of(o, envelope))], null));
    }

    private static View Of(Observation o, Envelope envelope) =>
        new(o.Id, o.WorkerId, o.MentorId, o.Competence, o.ObservedOn, o.Rating, envelope.Open<string>(o.Note, o.Id, nameof(o.Note)));
}
