namespace SocialServices.Contracts.Registry;

/// <summary>An organization should not have been in the register: whoever keeps a copy forgets it, for good.</summary>
/// <param name="Organization">Code; it is not given to another.</param>
[WireName("registry.organization-deleted.v1")]
public sealed record OrganizationDeleted(string Organization) : IntegrationEvent;

/// <summary>A service type should not have been in the register: whoever keeps a copy forgets it, for good.</summary>
/// <param name="ServiceType">Code; it is not given to another.</param>
[WireName("registry.service-type-deleted.v1")]
public sealed record ServiceTypeDeleted(string ServiceType) : IntegrationEvent;
