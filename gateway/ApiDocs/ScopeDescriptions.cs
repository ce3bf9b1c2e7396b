using System.Text.Json.Nodes;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Gateway.ApiDocs;

/// <summary>What each scope allows, for those who ask for a client.</summary>
internal static class ScopeDescriptions
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        [Scopes.RegistryRead] = "Read the directory of providers, services, sites and the workforce.",
        [Scopes.RegistryWrite] = "Change the register for the own organization.",
        [Scopes.RegistryCapacity] = "Read any site's exact capacity; reserve, confirm and release it.",
        [Scopes.ProgrammeManage] = "Change any organization's entries in the register and in training.",
        [Scopes.TrainingRead] = "Read programmes, courses and certificates.",
        [Scopes.TrainingWrite] = "Run courses: enrolment, attendance, results.",
        [Scopes.ReferralsRead] = "Read service users, cases and referrals that concern the own organization.",
        [Scopes.ReferralsWrite] = "Register service users, open cases, make and answer referrals.",
        [Scopes.ReportingRead] = "Read indicators, published releases, and rounded figures of the open period.",
        [Scopes.ReportingInside] = "Read exact, live figures of the own organization.",
        [Scopes.EventsRead] = "Read a service's event log.",
        [Scopes.AuditRead] = "Read the audit logs: who did what to whose records.",
        [Scopes.GatewayAdmin] = "Manage API clients.",
    };

    public static JsonObject All() =>
        new(Scopes.All.Select(scope => KeyValuePair.Create(scope, (JsonNode?)Known.GetValueOrDefault(scope, scope))));
}
