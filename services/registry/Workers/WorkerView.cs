using SocialServices.Contracts;
using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Registry.Workers;

/// <summary>A worker as the own organization sees it.</summary>
/// <param name="Id">The worker.</param>
/// <param name="Code">The employer's own code.</param>
/// <param name="Organization">Code of the employer; after leaving, of the last one.</param>
/// <param name="Role">What the worker does.</param>
/// <param name="GivenName">Personal data.</param>
/// <param name="FamilyName">Personal data.</param>
/// <param name="Sex">female, male or unknown.</param>
/// <param name="BirthDate">Personal data.</param>
/// <param name="AgeBand">As it is counted today.</param>
/// <param name="Disability">Has a disability status; absent when not asked.</param>
/// <param name="Place">Code of where the worker works.</param>
/// <param name="Active">False after leaving.</param>
/// <param name="LeftOn">Last day, when the worker has left.</param>
/// <param name="LeftBecause">Why the worker left; personal data.</param>
/// <param name="CaseloadLimit">How many cases the worker may have at once; absent when nobody has set a limit.</param>
/// <param name="Posts">All, the oldest first, also those that are to begin.</param>
/// <param name="Competences">What training has certified, also what does not count any more.</param>
/// <example>
/// {"id": "017cdf3e-6c00-7a31-9a3e-3f1d2b6c5a20", "code": "N-017", "organization": "nrcs", "role": "social-worker", "givenName": "Ogulgerek", "familyName": "Annaberdiýewa",
/// "sex": "female", "birthDate": "1988-04-03", "ageBand": "25-44", "disability": false, "place": "TM-S-02", "active": true, "caseloadLimit": 20,
/// "posts": [{"organization": "nrcs", "role": "social-worker", "place": "TM-S-02", "from": "2021-09-01", "share": 100}],
/// "competences": [{"competence": "strong-families-facilitation", "state": "valid", "certificate": "017cdf3e-6c00-7a31-9a3e-3f1d2b6c5a30", "validFrom": "2021-10-15"}]}
/// </example>
internal sealed record WorkerView(
    Guid Id,
    string? Code,
    string Organization,
    WorkerRole Role,
    string GivenName,
    string FamilyName,
    Sex Sex,
    DateOnly BirthDate,
    string AgeBand,
    bool? Disability,
    string Place,
    bool Active,
    DateOnly? LeftOn,
    LeavingReason? LeftBecause,
    int? CaseloadLimit,
    IReadOnlyList<WorkerPost> Posts,
    IReadOnlyList<CompetenceView> Competences
)
{
    public static WorkerView Of(Worker worker, WorkerIdentity identity, IReadOnlyList<WorkerCompetence> competences, TimeProvider clock) =>
        new(
            worker.Id,
            worker.Code,
            worker.OrganizationCode,
            worker.Role,
            identity.GivenName,
            identity.FamilyName,
            worker.Sex,
            identity.BirthDate,
            AgeBands.Of(identity.BirthDate, clock.Today()),
            identity.Disability,
            worker.PlaceCode,
            worker.Active,
            worker.LeftOn,
            worker.LeftOn is null ? null : identity.Left,
            worker.CaseloadLimit,
            worker.Posts,
            [.. competences.Select(c => CompetenceView.Of(c, clock.Today()))]
        );
}

/// <summary>A certificate of a worker.</summary>
/// <param name="Competence">Code of what it attests.</param>
/// <param name="State">Today: valid, not-yet-valid, expired or revoked.</param>
/// <param name="Certificate">The certificate in training.</param>
/// <param name="ValidFrom">First day; absent while only its revocation is known.</param>
/// <param name="ValidUntil">Last day; absent when it does not expire.</param>
internal sealed record CompetenceView(string Competence, CompetenceState State, Guid Certificate, DateOnly? ValidFrom, DateOnly? ValidUntil)
{
    public static CompetenceView Of(WorkerCompetence competence, DateOnly today) =>
        new(competence.Competence, competence.StateOn(today), competence.CertificateId, competence.ValidFrom, competence.ValidUntil);
}
