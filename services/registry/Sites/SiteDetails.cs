using System.ComponentModel.DataAnnotations;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Sites;

/// <summary>What people want to know before they go there.</summary>
/// <param name="Schedule">When it is open; absent when not known.</param>
/// <param name="Languages">In which languages the staff can talk.</param>
/// <param name="Accessibility">For whom it is accessible.</param>
/// <param name="Contacts">Whom to call or write to.</param>
/// <param name="Website">Public address.</param>
/// <param name="Description">What happens there, in up to three languages.</param>
/// <param name="Funding">Who pays for it.</param>
/// <param name="Admission">How it takes people in: direct (when not given), waiting-list or assessment.</param>
public sealed record SiteDetails(
    Schedule? Schedule = null,
    [property: MaxLength(20)] IReadOnlyList<SpokenLanguage>? Languages = null,
    [property: MaxLength(20)] IReadOnlyList<AccessibilityFeature>? Accessibility = null,
    [property: MaxLength(20), NoNulls] IReadOnlyList<SiteContact>? Contacts = null,
    [property: MaxLength(300), Url, PlainText] string? Website = null,
    SiteDescription? Description = null,
    [property: MaxLength(20), NoNulls] IReadOnlyList<SiteFunding>? Funding = null,
    Admission Admission = Admission.Direct
)
{
    /// <summary>What makes no sense, by field. The form is checked before; whether organizations exist the database knows.</summary>
    public IEnumerable<(string Field, string Reason)> FindErrors()
    {
        foreach (var error in Schedule?.FindErrors("details.schedule") ?? [])
        {
            yield return error;
        }

        foreach (var (index, contact) in (Contacts ?? []).Index())
        {
            if (contact is { Phone: null, Email: null })
            {
                yield return ($"details.contacts[{index}]", "Needs a phone number or an e-mail address.");
            }
        }

        if (Description is { Tk: null, Ru: null, En: null })
        {
            yield return ("details.description", "Needs a text in at least one language.");
        }

        foreach (var (index, funding) in (Funding ?? []).Index())
        {
            if (funding.Until < funding.From)
            {
                yield return ($"details.funding[{index}].until", "Must not be before it begins.");
            }
        }
    }
}

/// <summary>How to reach a function of the site. Not a person: people's names are not public.</summary>
/// <param name="Function">Who answers.</param>
/// <param name="Phone">E.164: <c>+99312345678</c>.</param>
/// <param name="Email">Of the function.</param>
public sealed record SiteContact(
    ContactFunction Function,
    [property: RegularExpression(@"\+[1-9][0-9]{6,14}", ErrorMessage = "Must be an international number as +99312345678.")]
        string? Phone = null,
    [property:
        MaxLength(254),
        RegularExpression(@"[A-Za-z0-9._%+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+", ErrorMessage = "Must be an e-mail address.")
    ]
        string? Email = null
);

/// <summary>A longer text in one to three languages.</summary>
/// <param name="Tk">Turkmen (Latin).</param>
/// <param name="Ru">Russian.</param>
/// <param name="En">English.</param>
public sealed record SiteDescription(
    [property: MaxLength(2000), MinLength(1), PlainText(Prose = true)] string? Tk = null,
    [property: MaxLength(2000), MinLength(1), PlainText(Prose = true)] string? Ru = null,
    [property: MaxLength(2000), MinLength(1), PlainText(Prose = true)] string? En = null
)
{
    /// <summary>In the language of <c>Accept-Language</c>, else in one that there is.</summary>
    public string For(HttpRequest request) => new LocalizedText(Tk ?? En ?? Ru!, Ru ?? En ?? Tk!, En ?? Tk ?? Ru!).For(request);
}

/// <summary>An organization pays for a site.</summary>
/// <param name="Organization">Code of the donor or budget holder.</param>
/// <param name="From">First day, when known.</param>
/// <param name="Until">Last day; absent while it lasts.</param>
/// <param name="Note">Which programme, project or budget line.</param>
public sealed record SiteFunding(
    [property: Required, MaxLength(50), PlainText] string Organization,
    DateOnly? From = null,
    DateOnly? Until = null,
    [property: MaxLength(300), PlainText] string? Note = null
);
