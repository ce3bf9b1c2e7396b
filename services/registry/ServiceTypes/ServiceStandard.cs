using System.ComponentModel.DataAnnotations;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.ServiceTypes;

/// <summary>What whoever delivers a service must keep to.</summary>
/// <param name="Points">Its demands, one each.</param>
/// <param name="Source">Where it is laid down; none for a recommendation of the programme.</param>
public sealed record ServiceStandard(
    [property: Required, MaxLength(50), NoNulls] IReadOnlyList<StandardPoint> Points,
    LegalSource? Source = null
);

/// <summary>One demand of a standard.</summary>
/// <param name="Subject">What it is about.</param>
/// <param name="Text">The demand, with its numbers and units.</param>
public sealed record StandardPoint(StandardSubject Subject, [property: Required] LongText Text);

/// <summary>The law, decree or order that lays a standard down.</summary>
/// <param name="Title">In three languages.</param>
/// <param name="Number">As published, for example <c>434-VI</c>.</param>
/// <param name="Date">When it was signed.</param>
/// <param name="Article">The part of it that is meant.</param>
/// <param name="Link">Where to read it.</param>
public sealed record LegalSource(
    [property: Required, PlainText] LocalizedText Title,
    [property: MaxLength(50), PlainText] string? Number = null,
    DateOnly? Date = null,
    [property: MaxLength(100), PlainText] string? Article = null,
    [property: MaxLength(300), Url] string? Link = null
);

/// <summary>What a demand is about.</summary>
public enum StandardSubject
{
    /// <summary>Who may take part, and how they are found.</summary>
    Access,

    /// <summary>How many people for how many, and what they must have learnt.</summary>
    Staff,

    /// <summary>What is asked of the person who wants the service, and what is kept about it.</summary>
    Documents,

    /// <summary>How long and how often.</summary>
    Duration,

    /// <summary>Rooms and equipment.</summary>
    Premises,

    /// <summary>How its results are watched.</summary>
    Quality,
}
