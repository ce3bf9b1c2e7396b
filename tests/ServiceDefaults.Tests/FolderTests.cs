using System.Text.RegularExpressions;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

/// <summary>
/// Folders are in an order, and a folder uses only those before it: no circles. <c>Data</c> of a service is known to all and knows all.
/// </summary>
public sealed partial class FolderTests
{
    private static readonly Dictionary<string, Area> Areas = new()
    {
        ["ServiceDefaults"] = new(
            "ServiceDefaults",
            "Calendar Foundation Telemetry Errors Access Http OpenApi PersonalData Tables Data Idempotency Audit Records Exchange Peers Broker Outbox Inbox Messaging Hosting"
        ),
        ["Registry"] = new(
            "services/registry",
            "Records Vocabularies Organizations Places Workers ServiceTypes Sites Reservations Exports Hsds Imports Agenda Changes Reference Grpc"
        ),
        ["Training"] = new(
            "services/training",
            "Registry Programmes Reference Courses Sessions Enrolments Participation Surveys Practice Supervision Certificates Cascade Credentials Printing Checking Completion Calendars Grpc"
        ),
        ["Referrals"] = new(
            "services/referrals",
            "ServiceUsers Cases Attachments Consents Agreements Transfers Plans Journal Campaigns Assessments GroupProgrammes Complaints "
                + "Referrals Fhir Exports Erasure"
        ),
        ["Reporting"] = new(
            "services/reporting",
            "Suppression Facts Indicators Freshness Releases OpenPeriod Inside Exports Dhis2 Gaps Trust Grpc"
        ),
        ["Gateway"] = new("gateway", "Clients ActingPersons Routes RateLimits SigningKeys Identity ApiDocs Pages"),
    };

    public static TheoryData<string> Names => [.. Areas.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_folder_uses_only_those_before_it(string name)
    {
        var area = Areas[name];
        var order = area.Order.Split(' ');
        var arrows = Sources(area).SelectMany(file => ArrowsOf(file, area, name)).Distinct().ToList();

        Assert.Empty(arrows.SelectMany(arrow => new[] { arrow.From, arrow.To }).Except(order));
        Assert.Empty(
            arrows
                .Where(arrow => Array.IndexOf(order, arrow.To) > Array.IndexOf(order, arrow.From))
                .Select(arrow => $"{arrow.From}>{arrow.To}")
        );
    }

    private static IEnumerable<(string From, string To)> ArrowsOf(string file, Area area, string name)
    {
        var parts = Path.GetRelativePath(Path.Combine(Repository.Root, area.Path), file).Split(Path.DirectorySeparatorChar);
        var isShared = name is "ServiceDefaults";
        var from =
            parts.Length == 1 ? null
            : isShared ? parts[^2]
            : parts[0]; // a project of ServiceDefaults has folders of its own
        return from is null || IsOpen(from)
            ? []
            : Using()
                .Matches(File.ReadAllText(file))
                .Where(match => match.Groups[1].Value == name && match.Groups[2].Value != from && !IsOpen(match.Groups[2].Value))
                .Select(match => (from, match.Groups[2].Value));

        bool IsOpen(string folder) => folder is "Data" && !isShared;
    }

    private static IEnumerable<string> Sources(Area area) =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, area.Path), "*.cs", SearchOption.AllDirectories)
            .Where(file => !Built().IsMatch(file));

    /// <param name="Path">Where it is.</param>
    /// <param name="Order">Its folders, the lowest first.</param>
    private sealed record Area(string Path, string Order);

    [GeneratedRegex(@"^using (?:static )?SocialServices\.(\w+)\.(\w+)", RegexOptions.Multiline)]
    private static partial Regex Using();

    [GeneratedRegex(@"[\\/](obj|bin)[\\/]")]
    private static partial Regex Built();
}
