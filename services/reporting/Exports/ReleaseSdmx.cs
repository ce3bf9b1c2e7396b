using System.Text.Json;
using System.Text.Json.Nodes;
using SocialServices.Reporting.Indicators;
using SocialServices.Reporting.Releases;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Reporting.Exports;

/// <summary>
/// SDMX-JSON 2.1: a data set for each table, its observations flat. A number that is not shown is null with the observation status Q
/// (suppressed), M
/// (missing) for what cannot be measured; a structural zero is 0.
/// </summary>
internal static class ReleaseSdmx
{
    public const string MediaType = "application/vnd.sdmx.data+json";
    private const string Sender = "MLSPP";
    private static readonly (CellStatus Status, string Code, string Name)[] Statuses =
    [
        (CellStatus.Shown, "A", "Normal value"),
        (CellStatus.Hidden, "Q", "Missing value; suppressed"),
        (CellStatus.NotAvailable, "M", "Missing value; data cannot exist"),
    ];

    public static byte[] Of(ReadableRelease release, IndicatorCatalogue catalogue)
    {
        var tables = release.Content.Tables;
        var message = new JsonObject
        {
            ["meta"] = new JsonObject
            {
                ["id"] = $"RELEASE-{release.Release.Number}-{release.Release.Revision}",
                ["prepared"] = $"{release.Content.CutOff.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}",
                ["test"] = false,
                ["sender"] = new JsonObject { ["id"] = Sender },
            },
            ["data"] = new JsonObject
            {
                ["structures"] = new JsonArray([
                    .. tables.Select((table, number) => (JsonNode)StructureOf(table, catalogue.Find(table.Indicator)!, number)),
                ]),
                ["dataSets"] = new JsonArray([.. tables.Select((table, number) => (JsonNode)DataSetOf(table, number))]),
            },
        };
        return JsonSerializer.SerializeToUtf8Bytes(message, Json.Options);
    }

    private static JsonObject StructureOf(ReleaseTable table, IndicatorDefinition definition, int number) =>
        new JsonObject
        {
            ["links"] = new JsonArray(
                new JsonObject
                {
                    ["rel"] = "dataflow",
                    ["urn"] = $"urn:sdmx:org.sdmx.infomodel.datastructure.Dataflow={Sender}:{IdOf(table.Indicator)}({table.Version}.0.0)",
                }
            ),
            ["name"] = definition.Name.En,
            ["dataSets"] = new JsonArray(number),
            ["dimensions"] = new JsonObject
            {
                ["observation"] = new JsonArray([
                    Component("INDICATOR", 0, [(IdOf(table.Indicator), definition.Name.En)], "Indicator"),
                    Component("TIME_PERIOD", 1, [(table.Period, table.Period)], "Time period"),
                    .. table.By.Select((by, i) => Component(IdOf(by), i + 2, ValuesOf(table, i).Select(code => (IdOf(code), code)), by)),
                ]),
            },
            ["measures"] = new JsonObject
            {
                ["observation"] = new JsonArray(new JsonObject { ["id"] = "OBS_VALUE", ["name"] = definition.Unit }),
            },
            ["attributes"] = new JsonObject
            {
                ["observation"] = new JsonArray(
                    new JsonObject
                    {
                        ["id"] = "OBS_STATUS",
                        ["name"] = "Observation status",
                        ["values"] = new JsonArray([
                            .. Statuses.Select(status => (JsonNode)new JsonObject { ["id"] = status.Code, ["name"] = status.Name }),
                        ]),
                    }
                ),
            },
        };

    private static JsonObject Component(string id, int position, IEnumerable<(string Id, string Name)> values, string name) =>
        new JsonObject
        {
            ["id"] = id,
            ["name"] = name,
            ["keyPosition"] = position,
            ["values"] = new JsonArray([.. values.Select(value => (JsonNode)new JsonObject { ["id"] = value.Id, ["name"] = value.Name })]),
        };

    private static JsonObject DataSetOf(ReleaseTable table, int number)
    {
        var places = table
            .By.Select((_, i) => ValuesOf(table, i).Select((code, at) => (code, at)).ToDictionary(pair => pair.code, pair => pair.at))
            .ToList();
        return new JsonObject
        {
            ["structure"] = number,
            ["action"] = "Replace",
            ["observations"] = new JsonObject(
                table.Cells.Select(cell =>
                    KeyValuePair.Create(
                        string.Join(':', cell.At.Select((code, i) => places[i][code]).Prepend(0).Prepend(0)),
                        (JsonNode?)
                            new JsonArray(
                                ReleaseCsv.NumberOf(cell),
                                Math.Max(0, Array.FindIndex(Statuses, status => status.Status == cell.Status))
                            )
                    )
                )
            ),
        };
    }

    private static IEnumerable<string> ValuesOf(ReleaseTable table, int axis) =>
        table.Categories[axis].Select(category => category.Code).Prepend("total");

    /// <summary>As identifiers of SDMX are: capital letters, digits, and <c>_</c>; the total is <c>_T</c>.</summary>
    private static string IdOf(string code) =>
        code is "total" ? "_T" : code.ToUpperInvariant().Replace('-', '_').Replace("60+", "Y60PLUS", StringComparison.Ordinal);
}
