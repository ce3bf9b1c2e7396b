using System.Globalization;
using SocialServices.Registry.Data;
using SocialServices.Registry.Sites;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Hsds;

/// <summary>A site's details in HSDS's words.</summary>
internal static class SiteInHsds
{
    private const string Offset = "+05:00";
    private const int OffsetHours = 5;

    public static IReadOnlyList<HsdsSchedule>? SchedulesOf(Site site) =>
        site.Schedule?.InOrder() is not { } schedule
            ? null
            :
            [
                .. schedule
                    .Weekly.GroupBy(hours => (hours.Opens, hours.Closes))
                    .Select(same =>
                        Schedule(
                            site,
                            $"weekly/{same.Key.Opens}-{same.Key.Closes}",
                            null,
                            null,
                            string.Join(
                                ',',
                                same.Select(hours => hours.Weekday)
                                    .OrderBy(day => ((int)day + 6) % 7)
                                    .Select(day => day.ToString()[..2].ToUpperInvariant())
                            ),
                            "Usual hours",
                            same.Key.Opens,
                            same.Key.Closes,
                            null
                        )
                    ),
                .. schedule.Exceptions.Select(exception =>
                    Schedule(
                        site,
                        string.Create(CultureInfo.InvariantCulture, $"{exception.From:yyyy-MM-dd}/{exception.Opens ?? "closed"}"),
                        exception.From,
                        exception.Until,
                        null,
                        exception.Closed ? "Closed" : "Instead of the usual hours",
                        exception.Opens,
                        exception.Closes,
                        exception.Note
                    )
                ),
            ];

    public static IReadOnlyList<HsdsLanguage>? LanguagesOf(Site site, Guid locationId) =>
        NullIfEmpty(
            site.Languages.Select(code => new HsdsLanguage(
                HsdsIds.Of($"language/{site.Id}/{code}"),
                locationId,
                SpokenLanguages.Names[Words.Parse<SpokenLanguage>(code)],
                code
            ))
        );

    public static IReadOnlyList<HsdsAccessibility>? AccessibilityOf(Site site, Guid locationId) =>
        NullIfEmpty(
            site.Accessibility.Select(code => new HsdsAccessibility(
                HsdsIds.Of($"accessibility/{site.Id}/{code}"),
                locationId,
                Vocabulary.Readable(code),
                code
            ))
        );

    public static IReadOnlyList<HsdsContact>? ContactsOf(Site site) =>
        NullIfEmpty(
            site.Contacts.Select(
                (contact, index) =>
                {
                    var (id, function) = (HsdsIds.Of($"contact/{site.Id}/{index}"), Vocabulary.Readable(Words.Of(contact.Function)));
                    return new HsdsContact(
                        id,
                        site.Id,
                        function,
                        contact.Email,
                        contact.Phone is { } phone
                            ? [new(HsdsIds.Of($"phone/{site.Id}/{index}"), site.Id, id, phone, "voice", function)]
                            : null
                    );
                }
            )
        );

    /// <summary>What the site says of itself, beside its status, as attributes.</summary>
    public static IReadOnlyList<HsdsAttribute> AttributesOf(Site site, DateOnly today) =>
        [
            new(HsdsIds.Of($"attribute/{site.Id}/status"), site.Id, "status", "service_at_location", Value: Words.Of(site.Status)),
            new(
                HsdsIds.Of($"attribute/{site.Id}/accreditation"),
                site.Id,
                "accreditation",
                "service_at_location",
                Value: Words.Of(site.AccreditationOn(today))
            ),
            new(
                HsdsIds.Of($"attribute/{site.Id}/availability"),
                site.Id,
                "availability",
                "service_at_location",
                Value: Words.Of(site.AvailabilityOn(today))
            ),
        ];

    /// <param name="site">The site.</param>
    /// <param name="nameOf">Name of an organization by its code.</param>
    public static IEnumerable<HsdsFunding> FundingOf(Site site, Func<string, string> nameOf) =>
        site.Funding.Select(
            (funding, index) =>
                new HsdsFunding(
                    HsdsIds.Of($"funding/{site.Id}/{index}"),
                    site.HsdsServiceId,
                    string.Join(
                        "; ",
                        new[] { nameOf(funding.Organization), Days(funding.From, funding.Until), funding.Note }.OfType<string>()
                    )
                )
        );

    /// <summary>Null when the accreditation does not count today.</summary>
    public static string? AccreditationOf(Site site, DateOnly today, Func<string, string> nameOf) =>
        site is { Accreditation: { } accreditation } && site.AccreditationOn(today) is AccreditationState.Valid
            ? $"{accreditation.Number}, {nameOf(accreditation.IssuedBy)}{(accreditation.ValidUntil is { } until ? $", {Days(null, until)}" : "")}"
            : null;

    private static HsdsSchedule Schedule(
        Site site,
        string what,
        DateOnly? from,
        DateOnly? to,
        string? days,
        string description,
        string? opens,
        string? closes,
        string? notes
    ) =>
        new(
            HsdsIds.Of($"schedule/{site.Id}/{what}"),
            site.Id,
            from,
            to,
            OffsetHours,
            "MO",
            "WEEKLY",
            days,
            description,
            opens is null ? null : opens + Offset,
            closes is null ? null : closes + Offset,
            notes
        );

    private static string? Days(DateOnly? from, DateOnly? until) =>
        (from, until) switch
        {
            (null, null) => null,
            ({ } first, null) => $"from {first:yyyy-MM-dd}",
            (null, { } last) => $"until {last:yyyy-MM-dd}",
            ({ } first, { } last) => $"{first:yyyy-MM-dd} to {last:yyyy-MM-dd}",
        };

    private static List<T>? NullIfEmpty<T>(IEnumerable<T> items) => items.ToList() is { Count: > 0 } list ? list : null;
}
