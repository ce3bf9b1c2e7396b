using System.Net;
using SocialServices.Contracts.Reporting.V1;
using SocialServices.Reporting.OpenPeriod;
using SocialServices.Reporting.Releases;
using Xunit;

namespace SocialServices.Reporting.Tests.Releases;

/// <summary>
/// What somebody outside puts together of all that the service answers (cases/security.md S3; S5 is in <see cref="OpenPeriodTests"/>). That the register
/// tells strangers capacity in words only is tested there.
/// </summary>
public sealed class StrangersTests(ReleasedProgramme programme) : IClassFixture<ReleasedProgramme>
{
    private const string Root = ReleasedProgramme.Root;

    private static readonly object Table = new { indicator = "capacity-taken", by = new[] { "place", "service-type" } };

    [Fact]
    public async Task A_hidden_number_of_taken_capacity_stands_nowhere_else()
    {
        var release = await programme.PublishAsync("2021-Q3", Table);
        var table = await programme.TableAsync(release, release.Tables!.Single());
        var hidden = table.Cells.Where(cell => cell.Status is CellStatus.Hidden).Select(cell => string.Join('|', cell.At)).ToHashSet();
        Assert.NotEmpty(hidden);

        var open = await ReleasedProgramme.ReadAsync<OpenFigure>(programme.Outside, $"{Root}/open-period/capacity-taken?by=service-type");
        var both = open!.Cells.Where(cell => hidden.Contains(string.Join('|', cell.At))).ToList();
        Assert.NotEmpty(both);
        Assert.All(both, cell => Assert.Null(cell.Value));
        Assert.All(open.Cells.Where(cell => cell.Value is not null), cell => Assert.Equal(0, cell.Value!.Value % 5));
        var grpc = await new Contracts.Reporting.V1.Indicators.IndicatorsClient(programme.App.Grpc()).GetIndicatorAsync(
            new GetIndicatorRequest { Code = "capacity-taken", By = "service-type" }
        );
        Assert.All(grpc.Cells.Where(cell => cell.HasValue), cell => Assert.Equal(0, cell.Value % 5));
        foreach (var format in new[] { "csv", "sdmx", "iati" })
        {
            var export = await programme.Outside.GetStringAsync($"{Root}/releases/{release.Number}/exports/{format}");
            Assert.DoesNotContain("\"own\"", export, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("inside/capacity-taken")]
    [InlineData("inside/summary")]
    [InlineData("trust")]
    public async Task Exact_and_live_figures_are_not_for_somebody_outside(string path) =>
        Assert.Equal(HttpStatusCode.Forbidden, (await programme.Outside.GetAsync($"{Root}/{path}")).StatusCode);
}
