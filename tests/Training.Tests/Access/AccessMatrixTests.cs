using System.Net;
using System.Net.Http.Headers;
using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.ServiceDefaults.Access;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests.Access;

/// <summary>Every REST endpoint against every kind of caller.</summary>
public sealed class AccessMatrixTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    public static TheoryData<string> Endpoints { get; } = [.. AccessMatrix.Rows.Select(row => row.ToString())];

    public static TheoryData<string> Protected { get; } =
    [.. AccessMatrix.Rows.Where(row => row.Scope is not null).Select(row => row.ToString())];

    [Fact]
    public void The_matrix_has_a_row_for_every_endpoint_with_the_assurance_that_it_asks_for_and_no_other()
    {
        var mapped = training
            .App.Services.GetServices<EndpointDataSource>()
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
    [MemberData(nameof(Protected))]
    public async Task Who_is_not_known_gets_401_and_who_lacks_the_scope_403_and_nothing_changes(string endpoint)
    {
        var row = Row(endpoint);
        var state = await AccessState.GivenAsync(training);
        var expired = training.App.Client(null);
        expired.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            training.App.Issuer.Token(row.Scope!, lifetime: TimeSpan.FromMinutes(-5))
        );
        var others = string.Join(' ', Scopes.All.Except([row.Scope!]));

        await RefusedAsync(training.App.Client(null), HttpStatusCode.Unauthorized);
        await RefusedAsync(expired, HttpStatusCode.Unauthorized);
        await RefusedAsync(training.App.Client(others), HttpStatusCode.Forbidden);

        async Task RefusedAsync(HttpClient client, HttpStatusCode status) =>
            Assert.Equal(status, (await training.NothingChangesAsync(() => client.SendAsync(state.Request(row)))).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task Each_caller_gets_what_concerns_it(string endpoint)
    {
        var row = Row(endpoint);
        var state = await AccessState.GivenAsync(training);
        var answers = new List<int>();
        foreach (var client in (HttpClient[])[Client("yenme"), Client("nrcs"), Client("mlspp"), Office()])
        {
            answers.Add((int)(await client.SendAsync(state.Request(row))).StatusCode);
        }

        Assert.Equal([row.Stranger, row.Employer, row.Organizer, row.Office], answers);

        HttpClient Client(string organization) => training.App.Client(row.Scope, organization, $"client-of-{organization}");

        HttpClient Office() => training.App.Client(row.Scope is null ? null : $"{row.Scope} programme.manage", "mlspp", "office");
    }

    [Fact]
    public async Task A_token_for_somebody_else_is_not_taken()
    {
        var client = training.App.Client(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            training.App.Issuer.Token("training.read", audience: "another-system")
        );
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync($"{TrainingFixture.Root}/programmes")).StatusCode);
    }

    private static AccessRow Row(string endpoint) => AccessMatrix.Rows.Single(row => row.ToString() == endpoint);
}
