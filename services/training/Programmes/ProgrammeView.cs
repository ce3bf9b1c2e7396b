namespace SocialServices.Training.Programmes;

/// <summary>A training programme as callers see it.</summary>
/// <param name="Code">For example <c>strong-families-facilitators</c>.</param>
/// <param name="Version">From 1; a course keeps the version it began with.</param>
/// <param name="Name">In the caller's language.</param>
/// <param name="Level">What a certificate makes of its holder.</param>
/// <param name="Phases">In the order in which they are taken.</param>
/// <param name="TrainingDays">Of all phases together.</param>
/// <param name="Hours">Hours of training; absent when no source says.</param>
/// <param name="Delivery">in-person, online or hybrid.</param>
/// <param name="AttendanceThreshold">Percent of the planned sessions that must be attended.</param>
/// <param name="FreeAbsences">So many missed sessions are forgiven.</param>
/// <param name="PostTestPassMark">Percent; absent when no post-test decides.</param>
/// <param name="FieldPracticeDays">Days of practice that must be signed off.</param>
/// <param name="Prerequisites">Competences that a participant holds on the first day.</param>
/// <param name="LateEnrolment">What becomes of sessions before somebody enrols: counts (as missed), exempt or refused.</param>
/// <param name="Competence">Code of the competence that a certificate attests.</param>
/// <param name="ValidityMonths">How long a certificate counts; absent when it does not expire.</param>
/// <param name="Issuers">Codes of the organizations that sign the certificate together; the first one numbers it.</param>
/// <param name="Organizers">Codes of the organizations that may organize its courses.</param>
/// <param name="TrainerCompetence">The competence of its trainers; absent where only the programme's office names them.</param>
/// <param name="TrainerLevel">The level of its trainers; absent when any will do.</param>
/// <param name="Source">Where the facts are published.</param>
/// <param name="Inferred">The fields that no source states.</param>
public sealed record ProgrammeView(
    string Code,
    int Version,
    string Name,
    string? Level,
    IReadOnlyList<ProgrammeView.PhaseView> Phases,
    int TrainingDays,
    int? Hours,
    CourseMode Delivery,
    int AttendanceThreshold,
    int FreeAbsences,
    int? PostTestPassMark,
    int FieldPracticeDays,
    IReadOnlyList<string> Prerequisites,
    LateEnrolment LateEnrolment,
    string Competence,
    int? ValidityMonths,
    IReadOnlyList<string> Issuers,
    IReadOnlyList<string> Organizers,
    string? TrainerCompetence,
    string? TrainerLevel,
    string Source,
    IReadOnlyList<string> Inferred
)
{
    public sealed record PhaseView(string Name, int TrainingDays, int FieldPracticeDays, IReadOnlyList<ModuleView> Modules);

    public sealed record ModuleView(string Name, decimal Days, CourseMode Delivery);

    internal static ProgrammeView Of(Programme programme, HttpRequest request) =>
        new(
            programme.Code,
            programme.Version,
            programme.Name.For(request),
            programme.Level,
            [
                .. programme.Phases.Select(phase => new PhaseView(
                    phase.Name.For(request),
                    phase.TrainingDays,
                    phase.FieldPracticeDays,
                    [.. (phase.Modules ?? []).Select(module => new ModuleView(module.Name.For(request), module.Days, module.Delivery))]
                )),
            ],
            programme.TrainingDays,
            programme.Hours,
            programme.Delivery,
            programme.AttendanceThreshold,
            programme.FreeAbsences,
            programme.PostTestPassMark,
            programme.FieldPracticeDays,
            programme.Prerequisites,
            programme.LateEnrolment,
            programme.Competence,
            programme.ValidityMonths,
            programme.Issuers,
            programme.Organizers,
            programme.TrainerCompetence,
            programme.TrainerLevel,
            programme.Source,
            programme.Inferred
        );
}
