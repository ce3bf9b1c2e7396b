using SocialServices.Training.Registry;

namespace SocialServices.Training.Programmes;

internal static class DefineProgramme
{
    /// <param name="Name">In three languages.</param>
    /// <param name="Level">What a certificate makes of its holder, for example specialist.</param>
    /// <param name="Phases">In the order in which they are taken, 1 to 20.</param>
    /// <param name="AttendanceThreshold">Percent of the planned sessions that must be attended.</param>
    /// <param name="Competence">Code of the competence that a certificate attests.</param>
    /// <param name="Issuers">Codes of the organizations that sign together; the first one numbers the certificates.</param>
    /// <param name="Organizers">Codes of the organizations that may organize its courses.</param>
    /// <param name="Source">Where the facts are published.</param>
    /// <param name="Hours">Hours of training, as a certificate shows them.</param>
    /// <param name="Delivery">in-person, online or hybrid.</param>
    /// <param name="FreeAbsences">So many missed sessions are forgiven.</param>
    /// <param name="PostTestPassMark">Percent; absent when no post-test decides.</param>
    /// <param name="Prerequisites">Competences that a participant holds on the first day.</param>
    /// <param name="LateEnrolment">What becomes of sessions before somebody enrols: counts (as missed), exempt or refused.</param>
    /// <param name="ValidityMonths">How long a certificate counts; absent when it does not expire.</param>
    /// <param name="TrainerCompetence">The competence of its trainers; absent where only the programme's office names them.</param>
    /// <param name="TrainerLevel">The level of its trainers; absent when any will do.</param>
    /// <example>
    /// {"name": {"tk": "«Güýçli maşgalalar» maksatnamasynyň alyp baryjylary", "ru": "Ведущие программы «Сильные семьи»",
    /// "en": "Strong Families Programme facilitators"}, "level": "facilitator",
    /// "phases": [{"name": {"tk": "Bäş günlük okuw", "ru": "Пятидневный тренинг", "en": "Five-day intensive training"}, "trainingDays": 5}],
    /// "attendanceThreshold": 80, "postTestPassMark": 70, "competence": "strong-families-facilitation", "issuers": ["mlspp", "unodc"],
    /// "organizers": ["mlspp", "unodc"], "source": "UNODC in Turkmenistan, 2021", "lateEnrolment": "refused", "validityMonths": 36,
    /// "trainerCompetence": "family-programmes-training"}
    /// </example>
    public sealed record Request(
        LocalizedText Name,
        [property: MinLength(1), MaxLength(20), NoNulls] IReadOnlyList<Phase> Phases,
        [property: Range(1, 100)] int AttendanceThreshold,
        [property: Required, MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string Competence,
        [property: MinLength(1), MaxLength(5), NoNulls] string[] Issuers,
        [property: MaxLength(20), NoNulls] string[] Organizers,
        [property: Required, MaxLength(500), RegularExpression(Codes.Text)] string Source,
        [property: MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string? Level = null,
        [property: Range(1, 5000)] int? Hours = null,
        CourseMode Delivery = CourseMode.InPerson,
        [property: Range(0, 100)] int FreeAbsences = 0,
        [property: Range(0, 100)] int? PostTestPassMark = null,
        [property: MaxLength(20), NoNulls] string[]? Prerequisites = null,
        LateEnrolment LateEnrolment = LateEnrolment.Counts,
        [property: Range(1, 600)] int? ValidityMonths = null,
        [property: MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string? TrainerCompetence = null,
        [property: MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string? TrainerLevel = null
    );

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPut("/programmes/{code}", HandleAsync)
            .WithName(nameof(DefineProgramme))
            .WithSummary("Define a training programme, or a new version of it. For the programme's office.")
            .WithDescription("Courses that are planned already keep the version they began with.")
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity, StatusCodes.Status503ServiceUnavailable);

    internal static async Task<Results<Ok<ProgrammeView>, ProblemHttpResult>> HandleAsync(
        [MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string code,
        Request request,
        HttpRequest http,
        TrainingDb db,
        RegistryDirectory registry,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!context.Caller!.Has(Scopes.ProgrammeManage))
        {
            return Problems.Of(StatusCodes.Status403Forbidden, ProblemTypes.Forbidden, "Only the programme's office defines programmes.");
        }

        var organizations = request.Issuers.Index().Select(o => ($"issuers[{o.Index}]", o.Item));
        organizations = organizations.Concat(request.Organizers.Index().Select(o => ($"organizers[{o.Index}]", o.Item)));
        if (await registry.FindUnknownOrganizationsAsync(organizations, cancellationToken) is { Count: > 0 } unknown)
        {
            return Problems.Invalid(unknown);
        }

        var programme = await db.Programmes.SingleOrDefaultAsync(p => p.Code == code, cancellationToken);
        var defined = Of(code, request, (programme?.Version ?? 0) + 1);
        if (programme is null)
        {
            db.Add(programme = defined);
        }
        else
        {
            db.Entry(programme).CurrentValues.SetValues(defined);
            programme.Name = defined.Name;
        }

        db.Add(ProgrammeVersion.Of(defined, clock.GetUtcNow()));
        db.Audit("define programme", $"programme/{code}");
        return await db.SaveAsync(cancellationToken) is { } refused ? refused : TypedResults.Ok(ProgrammeView.Of(programme, http));
    }

    private static Programme Of(string code, Request request, int version) =>
        new()
        {
            Code = code,
            Version = version,
            Name = request.Name,
            Level = request.Level,
            Phases = request.Phases,
            TrainingDays = request.Phases.Sum(phase => phase.TrainingDays),
            Hours = request.Hours,
            Delivery = request.Delivery,
            AttendanceThreshold = request.AttendanceThreshold,
            FreeAbsences = request.FreeAbsences,
            PostTestPassMark = request.PostTestPassMark,
            FieldPracticeDays = request.Phases.Sum(phase => phase.FieldPracticeDays),
            Prerequisites = [.. (request.Prerequisites ?? []).Distinct()],
            LateEnrolment = request.LateEnrolment,
            Competence = request.Competence,
            ValidityMonths = request.ValidityMonths,
            Issuers = [.. request.Issuers.Distinct()],
            Organizers = [.. request.Organizers.Distinct()],
            TrainerCompetence = request.TrainerCompetence,
            TrainerLevel = request.TrainerLevel,
            Source = request.Source,
            Inferred = [],
            Edited = true,
        };
}
