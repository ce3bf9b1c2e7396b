using System.Globalization;

namespace SocialServices.ProgrammeStory.Chapters;

/// <summary>What the story prints on its way.</summary>
internal static class Telling
{
    public static void Chapter(string title) => Console.WriteLine($"\n{title}");

    public static void Line(string label, string text) => Console.WriteLine($"  {label, -44} {text}");

    /// <summary>How many things there are, and how many of them this run made.</summary>
    public static void Count(string label, int all, int made)
    {
        var news =
            made == 0 ? "all there already"
            : made == all ? "all new"
            : $"{made.ToString(CultureInfo.InvariantCulture)} new";
        Line(label, $"{all, 4}   ({news})");
    }
}
