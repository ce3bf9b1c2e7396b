using System.ComponentModel.DataAnnotations;
using SocialServices.Contracts;
using SocialServices.Referrals.Data;
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
/// <param name="BirthDate">ISO 8601; absent when not known.</param>
/// <param name="Disability">Has a disability status; absent when not asked.</param>
/// <param name="Phone">Digits, spaces, brackets, hyphens, a leading plus.</param>
/// <param name="Address">One text.</param>
/// <param name="Identifiers">Numbers of documents and of other systems, at most 10.</param>
/// <param name="ExternalCode">The person's code in the caller's own system.</param>
public sealed record PersonalDetails(
    [property: Required, MaxLength(100)] string GivenName,
    [property: Required, MaxLength(100)] string FamilyName,
    Sex Sex,
    [property: Required, RegularExpression("TM-[A-Z](-[0-9]{2})?", ErrorMessage = "Not a place code such as TM-S or TM-S-01.")]
        string Place,
    [property: MaxLength(100)] string? Patronymic = null,
    DateOnly? BirthDate = null,
    bool? Disability = null,
    [property: RegularExpression("[+]?[0-9 ()-]{5,30}", ErrorMessage = "Not a telephone number.")] string? Phone = null,
    [property: MaxLength(500)] string? Address = null,
    [property: MaxLength(10), NoNulls] IReadOnlyList<Identifier>? Identifiers = null,
    [property: MaxLength(100)] string? ExternalCode = null
)
{
    private static readonly DateOnly EarliestBirth = new(1900, 1, 1);

    public bool IsBirthDatePlausible(DateOnly today) => BirthDate is not { } born || (born >= EarliestBirth && born <= today);

    /// <summary>What events may tell about the person.</summary>
    public Demographics FactsOn(DateOnly day) => new(Sex.Code(), AgeBands.Of(BirthDate, day), Disability, Place);
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
