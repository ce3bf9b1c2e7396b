using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using SocialServices.Contracts.Registry.V1;
using Xunit;
using DirectoryClient = SocialServices.Contracts.Registry.V1.Directory.DirectoryClient;

namespace SocialServices.Registry.Tests.Searching;

/// <summary>The search as the other services call it.</summary>
public sealed class FindSitesCallTests(SearchApp app) : IClassFixture<SearchApp>
{
    private readonly DirectoryClient directory = new(app.Grpc("registry.read registry.capacity"));

    private static DateTime Soon => DateTime.UtcNow.AddSeconds(30);

    [Fact]
    public async Task Sites_are_found_with_their_capacity_and_distance()
    {
        var answer = await directory.FindSitesAsync(
            new FindSitesRequest
            {
                Near = new GeoPoint { Latitude = 37.95, Longitude = 58.39 },
                WithinKm = 500,
                NearestFirst = true,
                PageSize = 2,
            },
            deadline: Soon
        );

        Assert.Equal(["keyik-okara", "ashgabat-ssc"], answer.Sites.Select(found => found.Site.Organization));
        Assert.Equal((10, 10, 0.0), (answer.Sites[0].Site.Capacity.Total, answer.Sites[0].Site.Capacity.Free, answer.Sites[0].DistanceKm));
        Assert.Equal(["strong-families-facilitation"], answer.Sites[0].Site.RequiredCompetences);
        Assert.NotEmpty(answer.NextPageToken);
    }

    [Fact]
    public async Task Filters_and_text_go_together()
    {
        Assert.Equal(
            ["domestic-violence-assistance"],
            await TypesAsync(
                new()
                {
                    Need = "safety",
                    Sex = "female",
                    Place = "TM-S",
                }
            )
        );
        Assert.Empty(
            await TypesAsync(
                new()
                {
                    Need = "safety",
                    Sex = "male",
                    Place = "TM-S",
                }
            )
        );
        Assert.Equal(["disability-family-support"], await TypesAsync(new() { Need = "disability", Age = 10 }));
        Assert.Equal(["lonely-older-people"], await TypesAsync(new() { Text = "пожилые люди", Organization = "nrcs" }));
        Assert.Equal(["personal-assistant"], await TypesAsync(new() { ServiceType = "personal-assistant", MinFree = 9 }));
        Assert.Empty(await TypesAsync(new() { ServiceType = "personal-assistant", MinFree = 10 }));
        Assert.Empty(
            await TypesAsync(
                new()
                {
                    OpenAt = Timestamp.FromDateTime(DateTime.UtcNow),
                    Language = "tk",
                    Accessibility = { "lift" },
                }
            )
        );

        async Task<IEnumerable<string>> TypesAsync(FindSitesRequest request) =>
            (await directory.FindSitesAsync(request, deadline: Soon)).Sites.Select(found => found.Site.ServiceType);
    }

    [Fact]
    public async Task Pages_show_every_site_once()
    {
        var (seen, request) = (new List<string>(), new FindSitesRequest { PageSize = 5 });
        do
        {
            var page = await directory.FindSitesAsync(request, deadline: Soon);
            seen.AddRange(page.Sites.Select(found => found.Site.SiteId));
            request.PageToken = page.NextPageToken;
        } while (request.PageToken is not "");

        Assert.Equal(13, seen.Count);
        Assert.Equal(13, seen.Distinct().Count());
    }

    [Fact]
    public async Task What_makes_no_sense_is_refused_with_the_field()
    {
        await RefusedAsync(new() { PageSize = 201 }, "page_size");
        await RefusedAsync(new() { PageSize = -1 }, "page_size");
        await RefusedAsync(new() { PageToken = "page 2" }, "page_token");
        await RefusedAsync(new() { Text = new string('a', 201) }, "text");
        await RefusedAsync(new() { Text = "a\0b" }, "request");
        await RefusedAsync(new() { Age = 131 }, "age");
        await RefusedAsync(new() { Sex = "unknown" }, "sex");
        await RefusedAsync(new() { Need = "a pony" }, "need");
        await RefusedAsync(new() { Place = "TM-XX" }, "place");
        await RefusedAsync(new() { NearestFirst = true }, "near");
        await RefusedAsync(new() { Near = new GeoPoint { Latitude = double.NaN } }, "near");
        await RefusedAsync(
            new()
            {
                Near = new GeoPoint { Latitude = 37 },
                WithinKm = 501,
            },
            "within_km"
        );
        await RefusedAsync(new() { OpenAt = new Timestamp { Seconds = long.MaxValue } }, "open_at");
        await RefusedAsync(new() { OpenAt = new Timestamp { Nanos = -1 } }, "open_at");
        await RefusedAsync(new() { OpenAt = DateTime.SpecifyKind(DateTime.MaxValue, DateTimeKind.Utc).ToTimestamp() }, "open_at");
        await RefusedAsync(new() { MinFree = -1 }, "min_free");
        await RefusedAsync(new() { Language = "klingon" }, "language");
        await RefusedAsync(new() { Accessibility = { "slide" } }, "accessibility");

        async Task RefusedAsync(FindSitesRequest request, string field)
        {
            var refusal = await Assert.ThrowsAsync<RpcException>(async () => await directory.FindSitesAsync(request, deadline: Soon));
            Assert.Equal(StatusCode.InvalidArgument, refusal.StatusCode);
            Assert.StartsWith($"{field} ", refusal.Status.Detail, StringComparison.Ordinal);
            Assert.Equal(field, refusal.GetRpcStatus()!.GetDetail<BadRequest>()!.FieldViolations.Single().Field);
        }
    }

    [Fact]
    public async Task A_call_whose_time_is_over_is_not_answered()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await directory.FindSitesAsync(new FindSitesRequest(), deadline: DateTime.UtcNow.AddMilliseconds(-1))
        );

        Assert.Equal(StatusCode.DeadlineExceeded, refusal.StatusCode);
    }

    [Fact]
    public async Task A_place_tells_what_it_is_part_of()
    {
        var place = await directory.GetPlaceAsync(new GetPlaceRequest { Code = "TM-S-01" }, deadline: Soon);
        Assert.Equal(("TM-S-01", "etrap", "TM-S"), (place.Code, place.Kind, place.Parent));
        Assert.Equal("", (await directory.GetPlaceAsync(new GetPlaceRequest { Code = "TM" }, deadline: Soon)).Parent);
        var then = await directory.GetPlaceAsync(new GetPlaceRequest { Code = "TM-B-05", On = "2022-11-08" }, deadline: Soon);
        Assert.Equal(("Serdar etrap", 1, "2022-11-08"), (then.Name, then.Version, then.ValidUntil));

        Assert.Equal(StatusCode.NotFound, await CodeAsync(new() { Code = "TM-XX" }));
        Assert.Equal(StatusCode.NotFound, await CodeAsync(new() { Code = "TM-A-02", On = "2017-01-01" }));
        Assert.Equal(StatusCode.InvalidArgument, await CodeAsync(new() { Code = "TM", On = "yesterday" }));
        Assert.Equal(StatusCode.InvalidArgument, await CodeAsync(new() { Code = "" }));

        var several = new GetPlacesRequest { Codes = { "TM-S-01", "TM-XX", "TM", "TM-S-01" } };
        var known = (await directory.GetPlacesAsync(several, deadline: Soon)).Places;
        Assert.Equal(["TM", "TM-S-01"], known.Select(one => one.Code).Order(StringComparer.Ordinal));
        Assert.Equal(place, known.Single(one => one.Code is "TM-S-01"));

        async Task<StatusCode> CodeAsync(GetPlaceRequest request) =>
            (await Assert.ThrowsAsync<RpcException>(async () => await directory.GetPlaceAsync(request, deadline: Soon))).StatusCode;
    }
}
