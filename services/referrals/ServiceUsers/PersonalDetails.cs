using System.ComponentModel.DataAnnotations;
using SocialServices.Contracts;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.ServiceUsers;

// Public, like the records below: the generator of AddValidation() passes over internal types without a word.
public enum Sex
{
    Female,
    Male,
    Unknown,
}

/// <summary>All that is known of a service user. Stored sealed as a whole; nothing of it stands in a column, event, log or URL.</summary>
/// <param name="GivenName">As the person writes it.</param>
/// <param name="FamilyName">As the person writes it.</param>
/// <param name="Sex">female, male or unknown.</param>
/// <param name="Place">Code of the etrap or velayat where the person lives, for example <c>TM-S-01</c>.</param>
/// <param name="Patronymic">Where used.</param>
/// <param name="BirthDate">ISO 8601, when it is known to the day.</param>
/// <param name="BirthYear">When only the year is known. Not together with another statement about the birth.</param>
/// <param name="EstimatedAge">Completed years, when nobody knows better; together with estimatedOn.</param>
/// <param name="EstimatedOn">The day of the estimate: the age grows from there.</param>
/// <param name="Disability">Has a disability status; absent when not asked.</param>
/// <param name="Phone">Digits, spaces, brackets, hyphens, a leading plus.</param>
/// <param name="Address">One text.</param>
/// <param name="Identifiers">Numbers of documents and of other systems, at most 10.</param>
/// <param name="ExternalCode">The person's code in the caller's own system.</param>
public sealed record PersonalDetails(
    [property: Required, MaxLength(100)] string GivenName,
    [property: Required, MaxLength(100)] string FamilyName,
    Sex Sex,
    [property: Required, RegularExpression(KnownPlaces.Pattern, ErrorMessage = KnownPlaces.NotACode)] string Place,
    [property: MaxLength(100)] string? Patronymic = null,
    DateOnly? BirthDate = null,
    bool? Disability = null,
    [property: RegularExpression("[+]?[0-9 ()-]{5,30}", ErrorMessage = "Not a telephone number.")] string? Phone = null,
    [property: MaxLength(500)] string? Address = null,
    [property: MaxLength(10), NoNulls] IReadOnlyList<Identifier>? Identifiers = null,
    [property: MaxLength(100)] string? ExternalCode = null,
    [property: Range(1900, 2100)] int? BirthYear = null,
    [property: Range(0, 120)] int? EstimatedAge = null,
    DateOnly? EstimatedOn = null
)
{
    private static readonly DateOnly EarliestBirth = new(1900, 1, 1);

    /// <summary>The first and the last day on which the person may be born; null when nothing is known.</summary>
    public (DateOnly First, DateOnly Last)? Born() =>
        this switch
        {
            { BirthDate: { } day } => (day, day),
            { BirthYear: { } year } => (new DateOnly(year, 1, 1), new DateOnly(year, 12, 31)),
            { EstimatedAge: { } age, EstimatedOn: { } on } => (on.AddYears(-age - 1).AddDays(1), on.AddYears(-age)),
            _ => null,
        };

    /// <returns>Why what is said about the birth makes no sense; null when it does.</returns>
    public Refusal? FindRefusal(DateOnly today)
    {
        if (EstimatedAge is null != EstimatedOn is null)
        {
            return new("estimatedOn", "An estimated age and the day of the estimate go together.");
        }

        if (new[] { BirthDate is not null, BirthYear is not null, EstimatedAge is not null }.Count(said => said) > 1)
        {
            return new("birthDate", "Give a birth date, a birth year or an estimated age: one of them.");
        }

        if (EstimatedOn > today || EstimatedOn < EarliestBirth)
        {
            return new("estimatedOn", "Lies in the future or before 1900.");
        }

        return Born() is { } born && (born.Last < EarliestBirth || born.First > today)
            ? new(BirthYear is null ? "birthDate" : "birthYear", "Lies in the future or before 1900.")
            : null;
    }

    /// <summary>Whether the person may be younger than this on that day. Who may be a child is treated as one.</summary>
    public bool MayBeYoungerThan(int years, DateOnly day) => Born() is { } born && born.Last.AddYears(years) > day;

    /// <summary>Completed years on that day, as far as known; null when nothing is.</summary>
    public int? AgeOn(DateOnly day) =>
        LikelyBirth() is { } born ? Math.Max(0, day.Year - born.Year - (day < born.AddYears(day.Year - born.Year) ? 1 : 0)) : null;

    // The middle of the year, or of the twelve months that an estimate leaves.
    private DateOnly? LikelyBirth() => Born() is { } born ? born.First.AddDays((born.Last.DayNumber - born.First.DayNumber) / 2) : null;

    /// <summary>What events may tell about the person.</summary>
    public Demographics DemographicsOn(DateOnly day) => new(Words.Of(Sex), AgeBands.Of(LikelyBirth(), day), Disability, Place);
}

/// <summary>A number by which the person is known elsewhere.</summary>
/// <param name="Kind">Code, for example <c>passport</c>.</param>
/// <param name="Value">Compared without case, spaces and punctuation.</param>
public sealed record Identifier(
    [property: Required, RegularExpression("[a-z0-9-]{1,50}", ErrorMessage = "Not a code: lower-case letters, digits and hyphens.")]
        string Kind,
    [property: Required, MaxLength(100), RegularExpression(@".*[\p{L}\p{Nd}].*", ErrorMessage = "Has neither letters nor digits.")]
        string Value
);
