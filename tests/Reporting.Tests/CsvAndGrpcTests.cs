using System.Net;
using Grpc.Core;
using SocialServices.Contracts.Reporting.V1;
using Xunit;

namespace SocialServices.Reporting.Tests;

public sealed class CsvAndGrpcTests(IndicatorTests.Fixture fixture) : IClassFixture<IndicatorTests.Fixture>
{
    private const string BySex =
        "indicator,disaggregation,category,value,suppressed\r\n#indicator+code,#meta+disaggregation,#meta+category+sex,#indicator+num,#meta+suppressed\r\n"
        + "people-trained,total,,20,false\r\npeople-trained,sex,female,14,false\r\npeople-trained,sex,male,6,false\r\npeople-trained,sex,unknown,0,false\r\n";

    [Theory]
    [InlineData("/indicators/people-trained.csv?by=sex", null)]
    [InlineData("/indicators/people-trained?by=sex", "text/csv")]
    [InlineData("/indicators/people-trained?by=sex", "application/json;q=0.5, text/csv")]
    public async Task An_indicator_comes_as_csv_with_hashtags(string path, string? accept)
    {
        using var client = fixture.App.Client();
        client.DefaultRequestHeaders.Add("Accept", accept ?? "*/*");

        using var answer = await client.GetAsync("/api/v1/reporting" + path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/csv; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(BySex, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_suppressed_number_is_an_empty_cell_with_a_flag()
    {
        using var client = fixture.App.Client();

        var csv = await client.GetStringAsync("/api/v1/reporting/indicators/people-trained.csv?by=organization");

        Assert.Contains("\npeople-trained,organization,nrcs,,true\r\n", csv, StringComparison.Ordinal);
        Assert.Contains("\npeople-trained,organization,unodc,0,false\r\n", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_is_the_answer_unless_csv_is_preferred()
    {
        using var client = fixture.App.Client();
        client.DefaultRequestHeaders.Add("Accept", "application/json, text/csv;q=0.8");

        using var answer = await client.GetAsync("/api/v1/reporting/indicators/people-trained");

        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Grpc_gives_the_same_numbers_and_hides_the_same_cells()
    {
        var client = new Contracts.Reporting.V1.Indicators.IndicatorsClient(fixture.App.Grpc());

        var bySex = await client.GetIndicatorAsync(new GetIndicatorRequest { Code = "people-trained", By = "sex" });
        var byOrganization = await client.GetIndicatorAsync(new GetIndicatorRequest { Code = "people-trained", By = "organization" });
        var total = await client.GetIndicatorAsync(new GetIndicatorRequest { Code = "people-trained" });

        Assert.Equal(
            [("female", 14L, false), ("male", 6L, false), ("unknown", 0L, false)],
            bySex.Cells.Select(cell => (cell.Key, cell.Value, cell.Suppressed))
        );
        var nrcs = byOrganization.Cells.Single(cell => cell.Key == "nrcs");
        Assert.True(nrcs.Suppressed);
        Assert.False(nrcs.HasValue);
        Assert.True(bySex.Cells[2].HasValue); // a true zero
        Assert.Equal(20, total.Total.Value);
        Assert.Empty(total.Cells);
    }

    [Theory]
    [InlineData("reporting.read", "happiness", "", StatusCode.NotFound)]
    [InlineData("reporting.read", "people-trained", "status", StatusCode.InvalidArgument)]
    [InlineData("registry.read", "people-trained", "", StatusCode.PermissionDenied)]
    [InlineData(null, "people-trained", "", StatusCode.Unauthenticated)]
    public async Task Grpc_refuses_what_rest_refuses(string? scopes, string code, string by, StatusCode expected)
    {
        var client = new Contracts.Reporting.V1.Indicators.IndicatorsClient(fixture.App.Grpc(scopes));

        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await client.GetIndicatorAsync(new GetIndicatorRequest { Code = code, By = by })
        );

        Assert.Equal(expected, refusal.StatusCode);
    }
}
