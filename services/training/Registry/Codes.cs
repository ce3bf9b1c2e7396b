namespace SocialServices.Training.Registry;

/// <summary>The forms of the codes that services share.</summary>
internal static class Codes
{
    public const int MaxLength = 50;
    public const int MaxLink = 500;
    public const int MaxReason = 2000;

    /// <summary>Where an online session is joined.</summary>
    public const string Link = @"^https://[^\s<>\x22]+$";

    /// <summary>Organizations and programmes: <c>deaf-blind-society</c>.</summary>
    public const string Word = "^[a-z0-9]+(-[a-z0-9]+)*$";

    /// <summary>ISO 3166-2 velayats and what lies below: <c>TM-S</c>, <c>TM-S-01</c>; the country is <c>TM</c>.</summary>
    public const string Place = "^TM(-[A-Z](-[A-Z0-9]{1,10})?)?$";

    /// <summary>The organizer's own number of a course: <c>SFP-2021-ASH/1</c>.</summary>
    public const string Course = "^[A-Za-z0-9][A-Za-z0-9._/-]*$";

    /// <summary>A text without control characters, which PostgreSQL and spreadsheets do not take.</summary>
    public const string Text = @"^\P{Cc}*$";

    /// <summary>The same, in several lines.</summary>
    public const string Lines = @"^[\P{Cc}\t\r\n]*$";
}
