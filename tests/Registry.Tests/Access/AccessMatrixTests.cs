using System.Net;
using System.Text.RegularExpressions;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Registry.Tests.Importing;
using SocialServices.ServiceDefaults.Access;
using Xunit;

namespace SocialServices.Registry.Tests.Access;

/// <summary>Every REST endpoint against every kind of caller. Imports wait, so that they can be cancelled.</summary>
public sealed partial class AccessMatrixTests(IdleWorkerApp app) : IClassFixture<IdleWorkerApp>
{
    private const string Elsewhere = "yenme";

    public static TheoryData<string> Endpoints { get; } = [.. AccessMatrix.Rows.Select(row => row.ToString())];

    [Fact]
    public void The_matrix_has_a_row_for_every_endpoint_with_the_assurance_that_it_asks_for_and_no_other()
    {
        var mapped = app
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>() is null)
            .SelectMany(endpoint =>
                (endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method =>
                    $"{method} {endpoint.RoutePattern.RawText!.TrimEnd('/')} {endpoint.Metadata.GetMetadata<RequiredAssurance>()?.Minimum ?? Assurance.System}"
                )
            );

        Assert.Equal(
            mapped.Order(StringComparer.Ordinal),
            AccessMatrix
                .Rows.Select(row => $"{row} {row.Assurance}")
                .Concat(AccessMatrix.Public.Select(open => $"{open} {Assurance.System}"))
                .Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Who_is_not_known_gets_401_and_who_lacks_a_scope_403(string endpoint)
    {
        var row = Row(endpoint);
        var (record, scopes) = (await AccessRecord.ForAsync(app, row), row.Scopes.Split(' '));
        var before = (await record.ReadAsync(app), await Counted.AsyncOf(app));

        await SendAsync(app.Client(null), HttpStatusCode.Unauthorized);
        await SendAsync(app.Client("", record.Owner), HttpStatusCode.Forbidden);
        foreach (var missing in scopes)
        {
            await SendAsync(app.Client(string.Join(' ', Scopes.All.Except([missing])), record.Owner), HttpStatusCode.Forbidden);
        }

        var counted = await Counted.AsyncOf(app);
        Assert.Equal(before, (await record.ReadAsync(app), counted));

        async Task SendAsync(HttpClient client, HttpStatusCode expected)
        {
            var response = await client.SendAsync(row.ToRequest(record.Key, before.Item1.Tag));
            await AssertAsync(row, (int)expected, response);
            Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        }
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Another_organization_reads_what_is_public_and_changes_nothing(string endpoint)
    {
        var row = Row(endpoint);
        var record = await AccessRecord.ForAsync(app, row);
        var seen = await record.ReadAsync(app);
        var counted = await Counted.AsyncOf(app);

        var response = await app.Provider(Elsewhere).SendAsync(row.ToRequest(record.Key, seen.Tag));

        await AssertAsync(row, row.Stranger, response);
        Assert.Equal(counted, await Counted.AsyncOf(app));
        Assert.Equal(seen, await record.ReadAsync(app));
        var answer = await response.Content.ReadAsStringAsync();
        Assert.False(row.Private && answer.Contains(record.Key, StringComparison.Ordinal), answer);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task The_organization_itself_and_the_office_get_what_is_theirs(string endpoint)
    {
        var row = Row(endpoint);
        foreach (var (isOffice, expected) in new[] { (false, row.Owner), (true, row.Office) })
        {
            var record = await AccessRecord.ForAsync(app, row);
            var seen = await record.ReadAsync(app);

            var response = await (isOffice ? app.Office() : app.Provider(record.Owner)).SendAsync(row.ToRequest(record.Key, seen.Tag));

            await AssertAsync(row, expected, response);
            var answer = await response.Content.ReadAsStringAsync();
            Assert.True(!row.Private || answer.Contains(record.Key, StringComparison.Ordinal), answer);
            if (row.IsPublic && !isOffice)
            {
                var stranger = await app.Provider(Elsewhere).SendAsync(row.ToRequest(record.Key, null));
                Assert.Equal(WithoutNumbers(answer), WithoutNumbers(await stranger.Content.ReadAsStringAsync()));
            }
        }
    }

    /// <summary>All but the numbers of a site's capacity, which strangers do not see (<see cref="StrangersCapacityTests"/>).</summary>
    private static string WithoutNumbers(string answer) => Numbers().Replace(answer, "");

    [GeneratedRegex(
        """
            ,"held":\d+,"taken":\d+,"free":\d+|,"capacities":\[[^\]]*\]|(?<=Z,\d+),\d*,\d*,\d*(?=,(free|few|none),)
            """
    )]
    private static partial Regex Numbers();

    private static AccessRow Row(string endpoint) => AccessMatrix.Rows.Single(row => row.ToString() == endpoint);

    private static async Task AssertAsync(AccessRow row, int expected, HttpResponseMessage response) =>
        Assert.True(
            (int)response.StatusCode == expected,
            $"{row}: {(int)response.StatusCode} instead of {expected}: {await response.Content.ReadAsStringAsync()}"
        );
}
