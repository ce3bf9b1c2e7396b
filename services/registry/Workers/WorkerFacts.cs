using SocialServices.Contracts;
using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Registry.Workers;

/// <summary>A worker as the own organization sees it.</summary>
/// <param name="Id">The worker.</param>
/// <param name="Code">The employer's own code.</param>
/// <param name="Organization">Code of the employer.</param>
/// <param name="Role">What the worker does.</param>
/// <param name="GivenName">Personal data.</param>
/// <param name="FamilyName">Personal data.</param>
/// <param name="Sex">female, male or unknown.</param>
/// <param name="BirthDate">Personal data.</param>
/// <param name="AgeBand">As it is counted today.</param>
/// <param name="Disability">Has a disability status; absent when not asked.</param>
/// <param name="Place">Code of where the worker works.</param>
/// <param name="Active">False after leaving.</param>
internal sealed record WorkerFacts(
    Guid Id, string? Code, string Organization, WorkerRole Role, string GivenName, string FamilyName, Sex Sex, DateOnly BirthDate,
    string AgeBand, bool? Disability, string Place, bool Active)
{
    public static WorkerFacts Of(Worker worker, WorkerIdentity identity, TimeProvider clock) => new(
        worker.Id, worker.Code, worker.OrganizationCode, worker.Role, identity.GivenName, identity.FamilyName, worker.Sex, identity.BirthDate,
        AgeBands.Of(identity.BirthDate, clock.Today()), identity.Disability, worker.PlaceCode, worker.Active);
}
