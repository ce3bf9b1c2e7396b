namespace SocialServices.Contracts.Referrals;

/// <summary>A case was opened for a user of social services.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Organization">Code of the organization that manages it.</param>
/// <param name="Person">Demographics of the service user.</param>
/// <param name="ServiceUserId">The service user's record; null from versions that did not tell.</param>
/// <param name="Source">
/// How the person became known: self, family, community, social-worker, health, education, police, court, ngo, other.
/// </param>
/// <param name="WorkerId">Who manages it, an id of the registry; null when nobody, and from versions that did not tell.</param>
[WireName("referrals.case-opened.v1")]
public sealed record CaseOpened(
    Guid CaseId,
    string Organization,
    Demographics Person,
    Guid? ServiceUserId = null,
    string? Source = null,
    Guid? WorkerId = null
) : IntegrationEvent;

/// <summary>A case was given to a worker, or its team changed.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="WorkerId">Who manages it, an id of the registry.</param>
/// <param name="Team">Workers who know the case beside that one: all of them, perhaps none.</param>
[WireName("referrals.case-assigned.v1")]
public sealed record CaseAssigned(Guid CaseId, Guid WorkerId, IReadOnlyList<Guid> Team) : IntegrationEvent;

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
/// <param name="ServiceUserId">The service user's record; null from versions that did not tell.</param>
/// <param name="Advice">The receiver is asked for advice only: no referral. A later step with false tells that it became one.</param>
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
    Demographics Person,
    Guid? ServiceUserId = null,
    bool Advice = false
) : IntegrationEvent;

/// <summary>A service user withdrew consent: every receiver must stop using what was shared under it.</summary>
/// <param name="ConsentId">The consent.</param>
/// <param name="CaseId">The case it was given in.</param>
/// <param name="Recipients">Codes of the organizations with which data may have been shared.</param>
[WireName("referrals.consent-withdrawn.v1")]
public sealed record ConsentWithdrawn(Guid ConsentId, Guid CaseId, IReadOnlyList<string> Recipients) : IntegrationEvent;

/// <summary>Two records are one person: from now on the survivor stands for both.</summary>
/// <param name="ServiceUserId">The duplicate.</param>
/// <param name="Survivor">The record that remains.</param>
[WireName("referrals.service-user-merged.v1")]
public sealed record ServiceUserMerged(Guid ServiceUserId, Guid Survivor) : IntegrationEvent;

/// <summary>A merge was undone: the two are different people.</summary>
/// <param name="ServiceUserId">The record that stands for itself again.</param>
/// <param name="Survivor">The record it was merged into.</param>
[WireName("referrals.merge-undone.v1")]
public sealed record MergeUndone(Guid ServiceUserId, Guid Survivor) : IntegrationEvent;

/// <summary>A service user's personal data was erased: the person leaves later counts. Published releases stay as they are.</summary>
/// <param name="ServiceUserId">The record.</param>
[WireName("referrals.service-user-erased.v1")]
public sealed record ServiceUserErased(Guid ServiceUserId) : IntegrationEvent;

/// <summary>The needs of a service user were assessed.</summary>
/// <param name="AssessmentId">The assessment.</param>
/// <param name="CaseId">The case.</param>
/// <param name="ServiceUserId">Who was assessed.</param>
/// <param name="Organization">Code of the organization that manages the case.</param>
/// <param name="Instrument">Code of the instrument.</param>
/// <param name="InstrumentVersion">From 1.</param>
/// <param name="RiskLevel">low, medium, high or critical; null when the instrument does not tell.</param>
/// <param name="Needs">Codes of the needs found; each once.</param>
/// <param name="Campaign">The campaign it belongs to; null for none.</param>
/// <param name="Person">Demographics of the service user.</param>
[WireName("referrals.needs-assessed.v1")]
public sealed record NeedsAssessed(
    Guid AssessmentId,
    Guid CaseId,
    Guid ServiceUserId,
    string Organization,
    string Instrument,
    int InstrumentVersion,
    string? RiskLevel,
    IReadOnlyList<string> Needs,
    Guid? Campaign,
    Demographics Person
) : IntegrationEvent;

/// <summary>An assessment was entered in error: it never happened.</summary>
/// <param name="AssessmentId">The assessment.</param>
/// <param name="CaseId">The case.</param>
[WireName("referrals.assessment-entered-in-error.v1")]
public sealed record AssessmentEnteredInError(Guid AssessmentId, Guid CaseId) : IntegrationEvent;

/// <summary>The receiver reached the person for the first time, or the person came for the first time.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Kind">first-contact or first-visit.</param>
/// <param name="At">When it happened.</param>
[WireName("referrals.person-reached.v1")]
public sealed record PersonReached(Guid ReferralId, Guid CaseId, string Kind, DateTimeOffset At) : IntegrationEvent;

/// <summary>A worker who is not on a case's team looks into it in an emergency.</summary>
/// <param name="CaseId">The case.</param>
/// <param name="Organization">Code of the organization that manages it; its supervisors see the reason.</param>
/// <param name="WorkerId">Who looks.</param>
/// <param name="EndsAt">Until when.</param>
[WireName("referrals.glass-broken.v1")]
public sealed record GlassBroken(Guid CaseId, string Organization, Guid WorkerId, DateTimeOffset EndsAt) : IntegrationEvent;

/// <summary>Something happened to a referral on a site's waiting list.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="CaseId">The case.</param>
/// <param name="SiteId">The site.</param>
/// <param name="Requester">Code of the referring organization.</param>
/// <param name="Receiver">Code of the receiving organization.</param>
/// <param name="Change">offered: freed capacity is held for it; passed-over: it was not accepted in time and waits again.</param>
/// <param name="OfferedUntil">Until when it must be accepted.</param>
[WireName("referrals.referral-waiting.v1")]
public sealed record ReferralWaiting(
    Guid ReferralId,
    Guid CaseId,
    Guid SiteId,
    string Requester,
    string Receiver,
    string Change,
    DateTimeOffset? OfferedUntil
) : IntegrationEvent;

/// <summary>The deadline of a referral comes near or has passed, and help has not begun.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="CaseId">The case.</param>
/// <param name="Requester">Code of the referring organization.</param>
/// <param name="Receiver">Code of the receiving organization.</param>
/// <param name="Priority">emergency, urgent or normal.</param>
/// <param name="Level">reminded (half of the time is over) or escalated (all of it).</param>
/// <param name="Deadline">Until when help must begin.</param>
[WireName("referrals.referral-escalated.v1")]
public sealed record ReferralEscalated(
    Guid ReferralId,
    Guid CaseId,
    string Requester,
    string Receiver,
    string Priority,
    string Level,
    DateTimeOffset Deadline
) : IntegrationEvent;

/// <summary>One side of a referral wrote to the other. The text is read through the gateway.</summary>
/// <param name="ReferralId">The referral.</param>
/// <param name="CaseId">The case.</param>
/// <param name="By">Code of the organization that wrote.</param>
/// <param name="Requester">Code of the referring organization.</param>
/// <param name="Receiver">Code of the receiving organization.</param>
[WireName("referrals.referral-message-written.v1")]
public sealed record ReferralMessageWritten(Guid ReferralId, Guid CaseId, string By, string Requester, string Receiver) : IntegrationEvent;
