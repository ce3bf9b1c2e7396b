namespace SocialServices.Training.Programmes;

/// <summary>A training programme as callers see it.</summary>
/// <param name="Code">For example <c>strong-families-facilitators</c>.</param>
/// <param name="Name">In the caller's language.</param>
/// <param name="Phases">In the order in which they are taken.</param>
/// <param name="TrainingDays">Of all phases together.</param>
/// <param name="AttendanceThreshold">Percent of the planned sessions that must be attended.</param>
/// <param name="PostTestPassMark">Percent; absent when no post-test decides.</param>
/// <param name="Competence">Code of the competence that a certificate attests.</param>
/// <param name="ValidityMonths">How long a certificate counts; absent when it does not expire.</param>
/// <param name="Issuers">Codes of the organizations that sign the certificate together.</param>
/// <param name="Source">Where the facts are published.</param>
/// <param name="Inferred">The fields that no source states.</param>
public sealed record ProgrammeView(
    string Code,
    string Name,
    IReadOnlyList<ProgrammeView.PhaseView> Phases,
    int TrainingDays,
    int AttendanceThreshold,
    int? PostTestPassMark,
    string Competence,
    int? ValidityMonths,
    IReadOnlyList<string> Issuers,
    string Source,
    IReadOnlyList<string> Inferred
)
{
    public sealed record PhaseView(string Name, int TrainingDays);

    internal static ProgrammeView Of(Programme programme, HttpRequest request) =>
        new(
            programme.Code,
            programme.Name.For(request),
            [.. programme.Phases.Select(phase => new PhaseView(phase.Name.For(request), phase.TrainingDays))],
            programme.TrainingDays,
            programme.AttendanceThreshold,
            programme.PostTestPassMark,
            programme.Competence,
            programme.ValidityMonths,
            programme.Issuers,
            programme.Source,
            programme.Inferred
        );
}
