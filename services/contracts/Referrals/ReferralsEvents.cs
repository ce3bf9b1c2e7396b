namespace SocialServices.Contracts.Referrals;

/// <summary>A case was opened for a user of social services.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Organization">Code of the organization that manages it.</param>
/// <param name="Person">Demographics of the service user.</param>
[WireName("referrals.case-opened.v1")]
public sealed record CaseOpened(Guid CaseId, string Organization, Demographics Person) : IntegrationEvent;

/// <summary>A case was closed.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Reason">Coded reason.</param>
[WireName("referrals.case-closed.v1")]
public sealed record CaseClosed(Guid CaseId, string Reason) : IntegrationEvent;

/// <summary>A closed case was opened again: the closure no longer counts, and the person is not a new one.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Organization">Code of the organization that manages it.</param>
[WireName("referrals.case-reopened.v1")]
public sealed record CaseReopened(Guid CaseId, string Organization) : IntegrationEvent;

/// <summary>A referral moved through its life cycle (FHIR R4 Task.status codes, transitions of Gravity SDOH-CC).</summary>
/// <param name="ReferralId">The referral; also the key of its capacity reservation in the registry.</param>
/// <param name="CaseId">The case.</param>
/// <param name="From">Status before; null when it was drafted.</param>
/// <param name="To">draft, requested, accepted, rejected, in-progress, on-hold, completed, failed, cancelled or entered-in-error.</param>
/// <param name="Step">1, 2, 3 … along this referral's life, so that late deliveries are recognised.</param>
/// <param name="ServiceType">Code of the service asked for.</param>
/// <param name="SiteId">The site it goes to.</param>
/// <param name="Requester">Code of the referring organization.</param>
/// <param name="Receiver">Code of the receiving organization.</param>
/// <param name="Priority">emergency (24 h), urgent (72 h) or normal (14 days).</param>
/// <param name="Person">Demographics of the service user.</param>
[WireName("referrals.referral-status-changed.v1")]
public sealed record ReferralStatusChanged(
    Guid ReferralId,
    Guid CaseId,
    string? From,
    string To,
    int Step,
    string ServiceType,
    Guid SiteId,
    string Requester,
    string Receiver,
    string Priority,
    Demographics Person
) : IntegrationEvent;

/// <summary>A service user withdrew consent: every receiver must stop using what was shared under it.</summary>
/// <param name="ConsentId">The consent.</param>
/// <param name="CaseId">The case it was given in.</param>
/// <param name="Recipients">Codes of the organizations with which data may have been shared.</param>
[WireName("referrals.consent-withdrawn.v1")]
public sealed record ConsentWithdrawn(Guid ConsentId, Guid CaseId, IReadOnlyList<string> Recipients) : IntegrationEvent;
