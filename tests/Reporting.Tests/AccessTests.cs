using System.Net;
using System.Text;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.ServiceDefaults.Access;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Reporting.Tests;

/// <summary>Every REST endpoint against every kind of caller.</summary>
public sealed class AccessTests(ReportingApp app) : IClassFixture<ReportingApp>
{
    private const string Root = "/api/v1/reporting";
    private const string Release = Root + "/releases/{number:int}";

    /// <summary>Endpoint, scope, and what a system of an organization, one of its workers, and the office with a person get. There are no releases.</summary>
    public static TheoryData<string, string, string, int, int, int> Rows { get; } =
        new()
        {
            { "GET", Root + "/indicators", Scopes.ReportingRead, 200, 200, 200 },
            { "GET", Root + "/indicators/{code}", Scopes.ReportingRead, 200, 200, 200 },
            { "GET", Root + "/open-period/{indicator}", Scopes.ReportingRead, 200, 200, 200 },
            { "GET", Root + "/freshness", Scopes.ReportingRead, 200, 200, 200 },
            { "GET", Root + "/releases", Scopes.ReportingRead, 200, 200, 200 },
            { "GET", Release, Scopes.ReportingRead, 404, 404, 404 },
            { "GET", Release + "/content", Scopes.ReportingRead, 404, 404, 404 },
            { "GET", Release + "/tables/{table}", Scopes.ReportingRead, 404, 404, 404 },
            { "GET", Release + "/tables/{table}/explanation", Scopes.ReportingRead, 404, 404, 404 },
            { "GET", Release + "/exports/{format}", Scopes.ReportingRead, 404, 404, 404 },
            { "GET", Release + "/tables/{table}/chart.svg", Scopes.ReportingRead, 404, 404, 404 },
            { "GET", Release + "/comparison", Scopes.ReportingRead, 404, 404, 404 },
            { "GET", Root + "/inside/summary", Scopes.ReportingInside, 403, 200, 200 },
            { "GET", Root + "/inside/{indicator}", Scopes.ReportingInside, 403, 200, 200 },
            { "GET", Release + "/gaps", Scopes.ReportingRead, 404, 404, 404 },
            { "GET", Release + "/dhis2-pushes", Scopes.ProgrammeManage, 200, 200, 200 },
            { "POST", Release + "/dhis2-pushes", Scopes.ProgrammeManage, 404, 404, 404 },
            { "GET", Root + "/trust", Scopes.ProgrammeManage, 200, 200, 200 },
            { "POST", Root + "/releases", Scopes.ProgrammeManage, 201, 201, 201 },
            { "POST", Release + "/revisions", Scopes.ProgrammeManage, 404, 404, 404 },
        };

    [Fact]
    public void The_matrix_has_a_row_for_every_endpoint_and_no_other()
    {
        var mapped = app
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is null)
            .SelectMany(endpoint =>
                (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method =>
                    $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')} {endpoint.Metadata.GetMetadata<RequiredScope>()?.Name}"
                )
            );
        string[] open = ["ANY /alive ", "ANY /health ", "GET /openapi/{documentName}.json "];

        Assert.Equal(
            mapped.Order(StringComparer.Ordinal),
            Rows.Select(row => $"{row.Data.Item1} {row.Data.Item2} {row.Data.Item3}").Concat(open).Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Each_caller_gets_what_it_may(string method, string path, string scope, int system, int worker, int office)
    {
        var others = string.Join(' ', Scopes.All.Except([scope]));

        Assert.Equal(401, await AskAsync(app.Client(null), method, path));
        Assert.Equal(403, await AskAsync(app.Client(others, person: new ActingPerson(Guid.NewGuid())), method, path));
        Assert.Equal(system, await AskAsync(app.Client(scope, "nrcs"), method, path));
        Assert.Equal(worker, await AskAsync(app.Client(scope, "nrcs", new ActingPerson(Guid.NewGuid())), method, path));
        Assert.Equal(office, await AskAsync(app.Office(), method, path));
    }

    [Theory]
    [InlineData("reporting.inside", "nrcs", "yenme", 403)] // another organization's
    [InlineData("reporting.inside", "nrcs", "all", 403)]
    [InlineData("reporting.inside", "nrcs", "nrcs", 200)]
    [InlineData("reporting.inside referrals.write", "nrcs", "nrcs", 200)]
    [InlineData("reporting.inside programme.manage", "mlspp", "all", 200)]
    [InlineData("reporting.inside programme.manage referrals.write", "mlspp", "all", 403)] // could add a case and watch
    [InlineData("reporting.inside programme.manage referrals.write", "mlspp", "yenme", 403)]
    public async Task Exact_figures_are_for_their_own_organization(string scopes, string mine, string asked, int expected) =>
        Assert.Equal(
            expected,
            (int)
                (
                    await app.Client(scopes, mine, new ActingPerson(Guid.NewGuid()))
                        .GetAsync($"{Root}/inside/cases-opened?organization={asked}")
                ).StatusCode
        );

    [Fact]
    public async Task Every_reading_of_an_exact_figure_is_audited()
    {
        await app.Client("reporting.inside", "nrcs", new ActingPerson(Guid.NewGuid())).GetAsync($"{Root}/inside/cases-closed?by=sex");

        Assert.Equal(
            1,
            await app.InDatabaseAsync(db =>
                db.Database.SqlQuery<int>(
                        $"select count(*)::int as \"Value\" from audit_entries where action = 'read inside figure' and detail = 'nrcs sex'"
                    )
                    .SingleAsync()
            )
        );
    }

    [Theory]
    [InlineData("/inside/cases-opened?by=happiness", "by")]
    [InlineData("/inside/cases-opened?period=2021-Q5", "period")]
    [InlineData("/open-period/cases-opened?by=status", "by")]
    [InlineData("/open-period/hours-to-answer", "indicator")]
    public async Task What_makes_no_sense_is_refused_by_name(string path, string field)
    {
        var answer = await app.Client("reporting.inside reporting.read", person: new ActingPerson(Guid.NewGuid())).GetAsync(Root + path);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(field, await answer.FieldsAsync());
    }

    [Theory]
    [InlineData("/open-period/cases-opened?place=TM-S-01")] // no free filters
    [InlineData("/open-period/cases-opened?by=sex&sex=female")]
    [InlineData("/inside/cases-opened?sex=female")]
    public async Task There_are_no_filters(string path) =>
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await app.Client("reporting.inside reporting.read", person: new ActingPerson(Guid.NewGuid())).GetAsync(Root + path)).StatusCode
        );

    private static async Task<int> AskAsync(HttpClient client, string method, string path)
    {
        var address = path.Replace("{number:int}", "7", StringComparison.Ordinal)
            .Replace("{code}", "cases-opened", StringComparison.Ordinal)
            .Replace("{indicator}", "cases-opened", StringComparison.Ordinal)
            .Replace("{table}", "x", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(
            HttpMethod.Parse(method),
            address + (address.EndsWith("/comparison", StringComparison.Ordinal) ? "?with=8" : "")
        );
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (method is "POST")
        {
            var body =
                path.EndsWith("revisions", StringComparison.Ordinal) ? """{ "reason": "Late." }"""
                : path.EndsWith("pushes", StringComparison.Ordinal) ? """{ "dryRun": true }"""
                : """{ "period": "2021", "tables": [], "cutOff": "2199-01-01T00:00:00Z" }""";
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return (int)(await client.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode;
    }
}
