using System.Globalization;
using System.Xml.Linq;
using SocialServices.Reporting.Indicators;
using SocialServices.Reporting.Releases;

namespace SocialServices.Reporting.Exports;

/// <summary>
/// IATI 2.03: the programme as an activity with its results. An actual value has its disaggregation as dimensions; numbers that are not
/// shown are left out,
/// and the total is the one without dimensions.
/// </summary>
internal static class ReleaseIati
{
    public const string MediaType = "application/xml";
    private const string Ministry = "XM-DAC-TKM-MLSPP";
    private const string Output = "1";
    private static readonly XNamespace Xml = XNamespace.Xml;

    public static byte[] Of(ReadableRelease release, IndicatorCatalogue catalogue)
    {
        var activity = new XElement(
            "iati-activity",
            new XAttribute(Xml + "lang", "en"),
            new XAttribute("default-currency", "USD"),
            new XAttribute("last-updated-datetime", $"{release.Content.CutOff.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}"),
            new XElement("iati-identifier", $"{Ministry}-CBSS"),
            new XElement(
                "reporting-org",
                new XAttribute("ref", Ministry),
                new XAttribute("type", "10"),
                Narrative("Ministry of Labour and Social Protection of Population")
            ),
            new XElement(
                "title",
                Narrative("Improving the system of social protection through inclusive quality community-based social services")
            ),
            new XElement("description", Narrative($"Figures of release {release.Release.Name} for {release.Content.Period}.")),
            new XElement(
                "participating-org",
                new XAttribute("role", "4"),
                new XAttribute("type", "10"),
                Narrative("Ministry of Labour and Social Protection of Population")
            ),
            new XElement("activity-status", new XAttribute("code", "2")),
            new XElement("activity-date", new XAttribute("type", "2"), new XAttribute("iso-date", "2020-01-01")),
            new XElement("recipient-country", new XAttribute("code", "TM")),
            new XElement("sector", new XAttribute("vocabulary", "1"), new XAttribute("code", "16010")),
            new XElement(
                "result",
                new XAttribute("type", Output),
                new XElement("title", Narrative("Community-based social services")),
                release.Content.Tables.GroupBy(table => table.Indicator).Select(tables => IndicatorOf(catalogue.Find(tables.Key)!, tables))
            )
        );
        using var stream = new MemoryStream();
        new XDocument(new XElement("iati-activities", new XAttribute("version", "2.03"), activity)).Save(stream);
        return stream.ToArray();
    }

    private static XElement IndicatorOf(IndicatorDefinition definition, IEnumerable<ReleaseTable> tables) =>
        new(
            "indicator",
            new XAttribute("measure", definition.Unit is "percent" ? "2" : "1"),
            new XAttribute("ascending", definition.Kind is IndicatorKind.Median ? "0" : "1"),
            new XElement("title", Narrative(definition.Name.En)),
            new XElement("description", Narrative(definition.Definition)),
            definition.Baseline is { } baseline
                ? new XElement("baseline", new XAttribute("year", "2019"), new XAttribute("value", Number(baseline)))
                : null,
            tables
                .GroupBy(table => table.Period)
                .Select(same =>
                {
                    var period = Period.Parse(same.Key)!;
                    return new XElement(
                        "period",
                        new XElement("period-start", new XAttribute("iso-date", $"{period.From:yyyy-MM-dd}")),
                        new XElement("period-end", new XAttribute("iso-date", $"{period.To:yyyy-MM-dd}")),
                        definition
                            .Targets.Where(target => target.Period == same.Key)
                            .Select(target => new XElement("target", new XAttribute("value", Number(target.Value)))),
                        same.SelectMany(ActualsOf).DistinctBy(actual => actual.ToString())
                    );
                })
        );

    private static IEnumerable<XElement> ActualsOf(ReleaseTable table) =>
        table
            .Cells.Where(cell => ReleaseCsv.NumberOf(cell) is not null)
            .Select(cell => new XElement(
                "actual",
                new XAttribute("value", Number(ReleaseCsv.NumberOf(cell)!.Value)),
                cell.At.Select((code, i) => (Dimension: table.By[i], Code: code))
                    .Where(at => at.Code is not "total")
                    .Select(at => new XElement("dimension", new XAttribute("name", at.Dimension), new XAttribute("value", at.Code)))
            ));

    private static XElement Narrative(string text) => new("narrative", text);

    private static string Number(decimal value) => value.ToString(CultureInfo.InvariantCulture);
}
