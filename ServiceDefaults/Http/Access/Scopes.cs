namespace SocialServices.ServiceDefaults.Access;

/// <summary>What a client can be allowed to do.</summary>
public static class Scopes
{
    /// <summary>Read the directory of providers, services, sites and the workforce.</summary>
    public const string RegistryRead = "registry.read";

    /// <summary>Change the register; own organization only, unless the client may manage all.</summary>
    public const string RegistryWrite = "registry.write";

    /// <summary>Read any site's exact capacity; reserve, confirm and release it.</summary>
    public const string RegistryCapacity = "registry.capacity";

    /// <summary>Edit any organization's entries in the register and in training, as the programme's office does.</summary>
    public const string ProgrammeManage = "programme.manage";

    public const string TrainingRead = "training.read";
    public const string TrainingWrite = "training.write";

    /// <summary>Read service users, cases and referrals that concern the caller's organization.</summary>
    public const string ReferralsRead = "referrals.read";

    /// <summary>Register service users, open cases, make and answer referrals.</summary>
    public const string ReferralsWrite = "referrals.write";

    /// <summary>Read indicators, published releases, and rounded figures of the open period.</summary>
    public const string ReportingRead = "reporting.read";

    /// <summary>Read exact, live figures of the own organization.</summary>
    public const string ReportingInside = "reporting.inside";

    /// <summary>Read a service's event log.</summary>
    public const string EventsRead = "events.read";

    /// <summary>Read every service's audit log.</summary>
    public const string AuditRead = "audit.read";

    /// <summary>Manage API clients and keys.</summary>
    public const string GatewayAdmin = "gateway.admin";

    /// <summary>Of the programme's own services: their clients come from the configuration only.</summary>
    public static IReadOnlyList<string> OfServices { get; } = [RegistryCapacity, EventsRead];

    /// <summary>Whether it opens data about people in care.</summary>
    public static bool IsAboutPeople(string scope) => scope.StartsWith("referrals.", StringComparison.Ordinal);

    public static IReadOnlyList<string> All { get; } =
    [
        RegistryRead,
        RegistryWrite,
        RegistryCapacity,
        ProgrammeManage,
        TrainingRead,
        TrainingWrite,
        ReferralsRead,
        ReferralsWrite,
        ReportingRead,
        ReportingInside,
        EventsRead,
        AuditRead,
        GatewayAdmin,
    ];
}
