namespace SocialServices.Contracts.Registry;

/// <summary>An organization entered the register or its public details changed.</summary>
/// <param name="Organization">Code, for example <c>mlspp</c>.</param>
/// <param name="Kind">ministry, un-agency, government-provider, ngo-provider, donor, training-institute, civil-society.</param>
/// <param name="NameEn">Public name in English.</param>
[WireName("registry.organization-registered.v1")]
public sealed record OrganizationRegistered(string Organization, string Kind, string NameEn) : IntegrationEvent;

/// <summary>A service type was defined or redefined.</summary>
/// <param name="ServiceType">Code.</param>
/// <param name="Number">Place in the programme's published list of 12 pilot services; null outside it.</param>
/// <param name="NameEn">Name in English.</param>
/// <param name="LeadAgency">Organization code.</param>
/// <param name="Version">Number of the version in force, from 1.</param>
[WireName("registry.service-type-defined.v1")]
public sealed record ServiceTypeDefined(string ServiceType, int? Number, string NameEn, string LeadAgency, int Version = 1)
    : IntegrationEvent;

/// <summary>An organization delivers a service at a place from now on.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Organization">Code of the provider.</param>
/// <param name="ServiceType">Code.</param>
/// <param name="Place">Code of the etrap, city or velayat.</param>
/// <param name="Status">planned, active, suspended or closed.</param>
/// <param name="Total">How many people it can serve.</param>
[WireName("registry.site-opened.v1")]
public sealed record SiteOpened(Guid SiteId, string Organization, string ServiceType, string Place, string Status, int Total)
    : IntegrationEvent;

/// <summary>A site began or stopped taking people.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Status">planned, active, suspended or closed.</param>
[WireName("registry.site-status-changed.v1")]
public sealed record SiteStatusChanged(Guid SiteId, string Status) : IntegrationEvent;

/// <summary>The public details of a site changed: its name, address, place, hours, languages, accreditation …</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Place">Code of where it is now.</param>
[WireName("registry.site-changed.v1")]
public sealed record SiteChanged(Guid SiteId, string Place) : IntegrationEvent;

/// <summary>A site should not have been in the register: whoever keeps a copy forgets it, for good.</summary>
/// <param name="SiteId">The site.</param>
[WireName("registry.site-deleted.v1")]
public sealed record SiteDeleted(Guid SiteId) : IntegrationEvent;

/// <summary>A site's capacity changed.</summary>
/// <param name="SiteId">The site.</param>
/// <param name="Total">How many people it can serve.</param>
/// <param name="Held">Reserved for referrals that are not yet accepted.</param>
/// <param name="Taken">In use.</param>
[WireName("registry.capacity-changed.v1")]
public sealed record CapacityChanged(Guid SiteId, int Total, int Held, int Taken) : IntegrationEvent;

/// <summary>A member of the workforce entered the register.</summary>
/// <param name="WorkerId">The worker.</param>
/// <param name="Organization">Code of the employer.</param>
/// <param name="Role">specialist, social-worker, manager, allied or trainer.</param>
/// <param name="Person">Demographics; the place is where the worker works.</param>
[WireName("registry.worker-registered.v1")]
public sealed record WorkerRegistered(Guid WorkerId, string Organization, string Role, Demographics Person) : IntegrationEvent;

/// <summary>A worker's demographics changed: another employer, role or place, or the worker left or came back.</summary>
/// <param name="WorkerId">The worker.</param>
/// <param name="Organization">Code of the employer, of the last one after leaving.</param>
/// <param name="Role">specialist, social-worker, manager, allied or trainer.</param>
/// <param name="Active">False after leaving.</param>
/// <param name="Person">Demographics; the place is where the worker works.</param>
[WireName("registry.worker-changed.v1")]
public sealed record WorkerChanged(Guid WorkerId, string Organization, string Role, bool Active, Demographics Person) : IntegrationEvent;

/// <summary>A worker should not have been in the register: whoever keeps a copy forgets it, for good.</summary>
/// <param name="WorkerId">The worker.</param>
[WireName("registry.worker-deleted.v1")]
public sealed record WorkerDeleted(Guid WorkerId) : IntegrationEvent;
