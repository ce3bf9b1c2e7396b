using SocialServices.Registry.ServiceTypes;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Hsds;

internal static class HsdsEligibility
{
    /// <summary>For whom a service type is, in English.</summary>
    public static string Of(ServiceType type)
    {
        var groups =
            type.TargetGroups.Length > 0 ? string.Join(", ", type.TargetGroups.Select(group => group.Replace('-', ' '))) : "everybody";
        var ages = (type.MinimumAge, type.MaximumAge) switch
        {
            (null, null) => "of any age",
            ({ } from, null) => $"from {from} years",
            (null, { } to) => $"up to {to} years",
            ({ } from, { } to) => $"{from} to {to} years",
        };
        var sex = type.Sex is { } only ? $"; {Words.Of(only)} only" : "";
        var conditions =
            type.Conditions.Length > 0 ? $" Conditions: {string.Join(", ", type.Conditions.Select(Vocabulary.NameOfCondition))}." : "";
        return $"For {groups}; {ages}{sex}.{conditions}";
    }
}
