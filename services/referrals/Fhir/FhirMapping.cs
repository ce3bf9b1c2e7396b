using Hl7.Fhir.Model;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.Referrals;
using SocialServices.ServiceDefaults.Data;
using FhirConsent = Hl7.Fhir.Model.Consent;
using FhirTask = Hl7.Fhir.Model.Task;
using OwnConsent = SocialServices.Referrals.Consents.Consent;

namespace SocialServices.Referrals.Fhir;

/// <summary>
/// Referrals as FHIR R4 resources. Ids and states only: the person is a logical reference, so that no name, text or document leaves
/// through this door.
/// </summary>
internal static class FhirMapping
{
    public const string OrganizationSystem = "urn:socialservices:organization";
    public const string SiteSystem = "urn:socialservices:site";
    public const string ServiceTypeSystem = "urn:socialservices:service-type";
    public const string ReferralSystem = "urn:socialservices:referral";
    public const string EndReasonSystem = "urn:socialservices:end-reason";
    private const string SubjectSystem = "urn:socialservices:referral-subject";
    private const string Terminology = "http://terminology.hl7.org/CodeSystem/";

    public static FhirTask ToTask(Referral referral) =>
        new()
        {
            Id = referral.Id.ToString(),
            Meta = new Meta { VersionId = referral.Version.ToString(System.Globalization.CultureInfo.InvariantCulture) },
            Identifier = [new Identifier(ReferralSystem, referral.Number)],
            Status = StatusOf(referral.Status),
            StatusReason = referral.Moves.MaxBy(move => move.Step)?.ReasonCode is { } reason
                ? new CodeableConcept(EndReasonSystem, Words.Of(reason))
                : null,
            BusinessStatus = referral.WaitingSince is null ? null : new CodeableConcept { Text = "waitlisted" },
            Intent = FhirTask.TaskIntent.Order,
            Priority = PriorityOf(referral.Priority),
            Code = new CodeableConcept("http://hl7.org/fhir/CodeSystem/task-code", "fulfill"),
            Focus = new ResourceReference($"ServiceRequest/{referral.Id}"),
            For = Subject(referral),
            AuthoredOn = Instant(referral.CreatedAt),
            LastModified = Instant(referral.Moves.Max(move => move.At)),
            Requester = Logical("Organization", OrganizationSystem, referral.Requester),
            Owner = Logical("Organization", OrganizationSystem, referral.Receiver),
            Location = Logical("Location", SiteSystem, referral.SiteId.ToString()),
            Restriction = referral.Deadline is { } deadline
                ? new FhirTask.RestrictionComponent { Period = new Period { End = Instant(deadline) } }
                : null,
        };

    public static ServiceRequest ToServiceRequest(Referral referral) =>
        new()
        {
            Id = referral.Id.ToString(),
            Identifier = [new Identifier(ReferralSystem, referral.Number)],
            Status = RequestStatusOf(referral.Status),
            Intent = referral.IsAdvice ? RequestIntent.Proposal : RequestIntent.Order,
            Priority = PriorityOf(referral.Priority),
            Code = new CodeableConcept(ServiceTypeSystem, referral.ServiceType),
            Subject = Subject(referral),
            AuthoredOn = Instant(referral.CreatedAt),
            Requester = Logical("Organization", OrganizationSystem, referral.Requester),
            Performer = [Logical("Organization", OrganizationSystem, referral.Receiver)],
            SupportingInfo = [new ResourceReference($"Consent/{referral.ConsentId}")],
            Replaces = referral.Follows is { } earlier ? [new ResourceReference($"ServiceRequest/{earlier}")] : [],
        };

    public static FhirConsent ToConsent(OwnConsent consent, DateOnly today) =>
        new()
        {
            Id = consent.Id.ToString(),
            Status = consent.StatusOn(today) is ConsentStatus.Valid or ConsentStatus.NotYetValid
                ? FhirConsent.ConsentState.Active
                : FhirConsent.ConsentState.Inactive,
            Scope = new CodeableConcept(Terminology + "consentscope", "patient-privacy"),
            Category = [new CodeableConcept("http://loinc.org", "59284-0")],
            Patient = Logical("Patient", SubjectSystem, consent.CaseId.ToString()),
            DateTime = Instant(consent.RecordedAt),
            PolicyRule = new CodeableConcept(Terminology + "v3-ActCode", "OPTIN"),
            Provision = new FhirConsent.provisionComponent
            {
                Period = new Period { Start = Day(consent.ValidFrom), End = consent.ValidUntil is { } last ? Day(last) : null },
                Actor =
                [
                    .. consent.Recipients.Select(recipient => new FhirConsent.provisionActorComponent
                    {
                        Role = new CodeableConcept(Terminology + "v3-ParticipationType", "IRCP"),
                        Reference = Logical("Organization", OrganizationSystem, recipient),
                    }),
                ],
            },
        };

    /// <returns>Null for a status that referrals do not have.</returns>
    public static ReferralStatus? StatusOf(FhirTask.TaskStatus? status) =>
        status switch
        {
            FhirTask.TaskStatus.Draft => ReferralStatus.Draft,
            FhirTask.TaskStatus.Requested => ReferralStatus.Requested,
            FhirTask.TaskStatus.Accepted => ReferralStatus.Accepted,
            FhirTask.TaskStatus.Rejected => ReferralStatus.Rejected,
            FhirTask.TaskStatus.InProgress => ReferralStatus.InProgress,
            FhirTask.TaskStatus.OnHold => ReferralStatus.OnHold,
            FhirTask.TaskStatus.Completed => ReferralStatus.Completed,
            FhirTask.TaskStatus.Failed => ReferralStatus.Failed,
            FhirTask.TaskStatus.Cancelled => ReferralStatus.Cancelled,
            FhirTask.TaskStatus.EnteredInError => ReferralStatus.EnteredInError,
            _ => null,
        };

    private static FhirTask.TaskStatus StatusOf(ReferralStatus status) =>
        Enum.GetValues<FhirTask.TaskStatus>().Single(fhir => StatusOf((FhirTask.TaskStatus?)fhir) == status);

    public static RequestStatus RequestStatusOf(ReferralStatus status) =>
        status switch
        {
            ReferralStatus.Draft => RequestStatus.Draft,
            ReferralStatus.Completed => RequestStatus.Completed,
            ReferralStatus.EnteredInError => RequestStatus.EnteredInError,
            ReferralStatus.Rejected or ReferralStatus.Failed or ReferralStatus.Cancelled => RequestStatus.Revoked,
            _ => RequestStatus.Active,
        };

    private static RequestPriority PriorityOf(Priority priority) =>
        priority switch
        {
            Priority.Emergency => RequestPriority.Stat,
            Priority.Urgent => RequestPriority.Urgent,
            _ => RequestPriority.Routine,
        };

    private static ResourceReference Subject(Referral referral) => Logical("Patient", SubjectSystem, referral.CaseId.ToString());

    private static ResourceReference Logical(string type, string system, string value) =>
        new() { Type = type, Identifier = new Identifier(system, value) };

    private static string Instant(DateTimeOffset at) =>
        at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
}
