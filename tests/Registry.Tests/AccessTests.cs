using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Grpc.Core;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class AccessTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const string Id = "0192aaaa-0000-7000-8000-000000000000";

    public static TheoryData<string, string, string> Endpoints { get; } = new()
    {
        { "GET", "places", "registry.read" },
        { "GET", "places/TM", "registry.read" },
        { "GET", "places/TM/versions", "registry.read" },
        { "GET", "places/TM/successors", "registry.read" },
        { "POST", "places", "registry.write programme.manage" },
        { "PUT", "places/TM", "registry.write programme.manage" },
        { "POST", "places/TM/abolish", "registry.write programme.manage" },
        { "GET", "organizations", "registry.read" },
        { "GET", "organizations/mlspp", "registry.read" },
        { "POST", "organizations", "registry.write programme.manage" },
        { "PUT", "organizations/mlspp", "registry.write" },
        { "POST", "organizations/mlspp/delete", "registry.write programme.manage" },
        { "GET", "service-types", "registry.read" },
        { "GET", "service-types/case-management", "registry.read" },
        { "GET", "service-types/case-management/versions", "registry.read" },
        { "POST", "service-types", "registry.write programme.manage" },
        { "PUT", "service-types/case-management", "registry.write programme.manage" },
        { "POST", "service-types/case-management/delete", "registry.write programme.manage" },
        { "GET", "needs", "registry.read" },
        { "GET", "conditions", "registry.read" },
        { "GET", "target-groups", "registry.read" },
        { "GET", "sites", "registry.read" },
        { "GET", "sites.csv", "registry.read" },
        { "GET", "organizations.csv", "registry.read" },
        { "GET", "service-types.csv", "registry.read" },
        { "POST", "imports?kind=sites", "registry.write" },
        { "GET", "imports", "registry.write" },
        { "GET", $"imports/{Id}", "registry.write" },
        { "GET", $"imports/{Id}/rejected.csv", "registry.write" },
        { "GET", $"imports/{Id}/warnings.csv", "registry.write" },
        { "GET", $"imports/{Id}/duplicates", "registry.write" },
        { "POST", $"imports/{Id}/cancel", "registry.write" },
        { "GET", "changes", "registry.read" },
        { "GET", $"sites/{Id}", "registry.read" },
        { "GET", $"sites/{Id}/ledger", "registry.read" },
        { "GET", $"sites/{Id}/occupancy?from=2021-01-01", "registry.read" },
        { "POST", "sites", "registry.write" },
        { "PUT", $"sites/{Id}", "registry.write" },
        { "PUT", $"sites/{Id}/status", "registry.write" },
        { "GET", $"sites/{Id}/statuses", "registry.read" },
        { "PUT", $"sites/{Id}/accreditation", "registry.write programme.manage" },
        { "POST", $"sites/{Id}/accreditation/suspend", "registry.write programme.manage" },
        { "POST", $"sites/{Id}/accreditation/restore", "registry.write programme.manage" },
        { "POST", $"sites/{Id}/delete", "registry.write" },
        { "PUT", $"sites/{Id}/capacity", "registry.write" },
        { "GET", "places/TM/history", "registry.read" },
        { "GET", "organizations/mlspp/history", "registry.read" },
        { "GET", "service-types/case-management/history", "registry.read" },
        { "GET", $"sites/{Id}/history", "registry.read" },
        { "GET", $"workers/{Id}/history", "registry.read" },
        { "GET", "workers", "registry.read" },
        { "GET", $"workers/{Id}", "registry.read" },
        { "POST", "workers", "registry.write" },
        { "PUT", $"workers/{Id}", "registry.write" },
        { "PUT", $"workers/{Id}/posts", "registry.write" },
        { "POST", $"workers/{Id}/leave", "registry.write" },
        { "POST", $"workers/{Id}/delete", "registry.write" },
    };

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task An_endpoint_lets_in_only_who_has_its_scope(string method, string path, string scopes)
    {
        var others = string.Join(' ', ServiceDefaults.Access.Scopes.All.Except(scopes.Split(' ')));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app.Client(null)));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(app.Client(others)));
        foreach (var missing in scopes.Split(' '))
        {
            Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(app.Client(others + " " + string.Join(' ', scopes.Split(' ').Where(s => s != missing)))));
        }

        Assert.DoesNotContain(await StatusAsync(app.Client(scopes)), new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden });

        async Task<HttpStatusCode> StatusAsync(HttpClient client)
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), $"/api/v1/registry/{path}");
            if (method is not "GET")
            {
                request.Content = JsonContent.Create(new { });
            }

            return (await client.SendAsync(request)).StatusCode;
        }
    }

    [Fact]
    public async Task A_token_that_is_expired_or_was_made_for_or_by_somebody_else_is_refused()
    {
        await using var stranger = await TestIssuer.StartAsync();

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(app.Issuer.Token("registry.read")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app.Issuer.Token("registry.read", lifetime: TimeSpan.FromMinutes(-5))));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app.Issuer.Token("registry.read", audience: "another-system")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(stranger.Token("registry.read")));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(app.Issuer.Token("registry.read")[..^4] + "AAAA"));

        async Task<HttpStatusCode> StatusAsync(string token)
        {
            var client = app.Client(null);
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            return (await client.GetAsync("/api/v1/registry/places")).StatusCode;
        }
    }

    [Fact]
    public async Task Peers_need_their_scopes_too()
    {
        Assert.Equal(StatusCode.Unauthenticated, await DirectoryAsync(null));
        Assert.Equal(StatusCode.PermissionDenied, await DirectoryAsync("registry.places registry.write"));
        Assert.Equal(StatusCode.NotFound, await DirectoryAsync("registry.read"));
        Assert.Equal(StatusCode.Unauthenticated, await PlacesAsync(null));
        Assert.Equal(StatusCode.PermissionDenied, await PlacesAsync("registry.read registry.write"));
        Assert.Equal(StatusCode.NotFound, await PlacesAsync("registry.places"));

        async Task<StatusCode> DirectoryAsync(string? scopes) => (await Assert.ThrowsAsync<RpcException>(
            async () => await new Contracts.Registry.V1.Directory.DirectoryClient(app.Grpc(scopes)).GetSiteAsync(new GetSiteRequest { SiteId = Id }))).StatusCode;

        async Task<StatusCode> PlacesAsync(string? scopes) => (await Assert.ThrowsAsync<RpcException>(
            async () => await new Contracts.Registry.V1.Places.PlacesClient(app.Grpc(scopes)).ReleaseAsync(new ReleasePlaceRequest { ReservationKey = "nobody's" }))).StatusCode;
    }
}
