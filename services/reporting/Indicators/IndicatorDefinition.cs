using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Reporting.Indicators;

/// <summary>What an indicator means (Reference/indicators.json).</summary>
/// <param name="Code">For example <c>people-trained</c>.</param>
/// <param name="Version">Grows whenever the counting rule changes: values of different versions must not be compared.</param>
/// <param name="Name">Short name.</param>
/// <param name="Definition">The counting rule, in English.</param>
/// <param name="Unit">What is counted: people, participations, organizations, services, sites, capacity, certificates, cases, referrals or consents.</param>
/// <param name="AboutPeople">Each unit stands for one person: small counts are hidden.</param>
/// <param name="Baseline">Value before the programme; null when not known.</param>
/// <param name="Target">What the programme aims at; null where no source names a number.</param>
/// <param name="TargetSource">Where the target stands.</param>
/// <param name="Disaggregations">Codes of the dimensions by which it may be broken down, one at a time.</param>
internal sealed record IndicatorDefinition(
    string Code,
    int Version,
    LocalizedText Name,
    string Definition,
    string Unit,
    bool AboutPeople,
    long? Baseline,
    long? Target,
    string? TargetSource,
    IReadOnlyList<string> Disaggregations
);
