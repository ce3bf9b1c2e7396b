using System.Net;
using System.Text.Json.Nodes;
using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Registry.ServiceTypes;
using SocialServices.Registry.Tests.Places;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>A version of a service type that is known before its first day.</summary>
public sealed class ComingVersionTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const string Path = "/api/v1/registry/service-types";
    private static int last;

    [Fact]
    public async Task A_version_comes_into_force_on_its_day_once_and_nobody_sees_it_before()
    {
        var (code, first) = (await GivenAsync(), app.Clock.Today().AddDays(3));
        var told = await ToldAsync(code);

        var planned = await RedefineAsync(code, minimumAge: 21, from: first);

        Assert.True(planned.StatusCode is HttpStatusCode.OK, await planned.Content.ReadAsStringAsync());
        Assert.Equal($"2 21 {first:yyyy-MM-dd}", Facts(await planned.JsonAsync()));
        await BeginAsync();
        Assert.Equal("1 18 ", Facts(await GetAsync($"/{code}")));
        Assert.Equal("1 18 ", Facts(await GetAsync($"/{code}?on={first.AddDays(-1):yyyy-MM-dd}")));
        Assert.Equal($"2 21 {first:yyyy-MM-dd}", Facts(await GetAsync($"/{code}?on={first:yyyy-MM-dd}")));
        Assert.Equal(["1 18 ", $"2 21 {first:yyyy-MM-dd}"], await VersionsAsync(code));
        Assert.Equal((1, StatusCode.NotFound), (await AgreedAsync(code, 0), await RefusalAsync(code, 2)));
        Assert.Equal(told, await ToldAsync(code));

        app.Clock.Advance(TimeSpan.FromDays(3));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => BeginAsync()));

        Assert.Equal($"2 21 {first:yyyy-MM-dd}", Facts(await GetAsync($"/{code}")));
        Assert.Equal(["1 18 ", $"2 21 {first:yyyy-MM-dd}"], await VersionsAsync(code));
        Assert.Equal(
            first.AddDays(-1).ToString("yyyy-MM-dd", null),
            (await GetAsync($"/{code}/versions"))["items"]![0]!["validUntil"]!.GetValue<string>()
        );
        Assert.Equal((2, 2), (await AgreedAsync(code, 0), await AgreedAsync(code, 2)));
        Assert.Equal([.. told, 2], await ToldAsync(code));
        var begun = (await (await app.Office().GetAsync($"{Path}/{code}/history")).JsonAsync())["items"]![2]!;
        Assert.Equal("service:registry", begun["actor"]!.GetValue<string>());
        Assert.Equal(HttpStatusCode.OK, (await RedefineAsync(code, minimumAge: 22)).StatusCode);
    }

    [Fact]
    public async Task Until_its_day_the_version_in_force_is_corrected_followed_and_the_coming_one_replaced_and_withdrawn()
    {
        var (code, first) = (await GivenAsync(), app.Clock.Today().AddDays(60));
        await RedefineAsync(code, minimumAge: 21, from: first);

        Assert.Equal(HttpStatusCode.OK, (await RedefineAsync(code, minimumAge: 17)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await RedefineAsync(code, minimumAge: 19, from: app.Clock.Today())).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await RedefineAsync(code, minimumAge: 25, from: first.AddDays(1))).StatusCode);
        Assert.Equal(["1 17 ", $"2 19 {app.Clock.Today():yyyy-MM-dd}", $"3 25 {first.AddDays(1):yyyy-MM-dd}"], await VersionsAsync(code));

        var tag = (await app.Office().GetAsync($"{Path}/{code}")).Headers.ETag!.Tag;
        Assert.Equal(HttpStatusCode.Forbidden, (await WithdrawAsync(app.Provider("undp"), code, tag)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await WithdrawAsync(app.Office(), code, null)).StatusCode);
        var withdrawn = await WithdrawAsync(app.Office(), code, tag);
        Assert.Equal(
            (HttpStatusCode.OK, "2 19 " + $"{app.Clock.Today():yyyy-MM-dd}"),
            (withdrawn.StatusCode, Facts(await withdrawn.JsonAsync()))
        );
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await WithdrawAsync(app.Office(), code, tag)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await WithdrawAsync(app.Office(), code, withdrawn.Headers.ETag!.Tag)).StatusCode);
        Assert.Equal(2, (await VersionsAsync(code)).Count);
    }

    [Fact]
    public async Task Who_has_not_seen_the_version_that_begins_today_cannot_write_over_it()
    {
        var (code, first) = (await GivenAsync(), app.Clock.Today().AddDays(1));
        await RedefineAsync(code, minimumAge: 21, from: first);
        var tag = (await app.Office().GetAsync($"{Path}/{code}")).Headers.ETag!.Tag;
        app.Clock.Advance(TimeSpan.FromDays(1)); // and nothing has begun it yet, or just now

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await app.Office().PutAsync($"{Path}/{code}", Body(30, null), tag)).StatusCode);
        await BeginAsync();

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await app.Office().PutAsync($"{Path}/{code}", Body(30, null), tag)).StatusCode);
        Assert.Equal($"2 21 {first:yyyy-MM-dd}", Facts(await GetAsync($"/{code}")));
    }

    [Theory]
    [InlineData(6 * 366, null, "from")]
    [InlineData(10, 11, "number")]
    public async Task What_cannot_be_known_so_early_is_refused(int daysAhead, int? number, string named)
    {
        var code = await GivenAsync();

        var refused = await RedefineAsync(code, 21, app.Clock.Today().AddDays(daysAhead), number);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal([named], await refused.FieldsAsync());
    }

    [Fact]
    public async Task Who_is_to_lead_a_service_type_is_not_deleted()
    {
        var (code, agency) = (await GivenAsync(), $"agency-{Guid.NewGuid():N}"[..20]);
        var registered = await app.Office()
            .CreateAsync(
                RegistryApp.Organizations,
                new
                {
                    code = agency,
                    kind = "ngo-provider",
                    name = Given.Name(agency),
                    roles = Array.Empty<object>(),
                }
            );
        Assert.True(registered.StatusCode is HttpStatusCode.Created, await registered.Content.ReadAsStringAsync());
        var body = Body(21, app.Clock.Today().AddDays(9));
        body["leadAgency"] = agency;
        Assert.Equal(
            HttpStatusCode.OK,
            (
                await app.Office().PutAsync($"{Path}/{code}", body, (await app.Office().GetAsync($"{Path}/{code}")).Headers.ETag!.Tag)
            ).StatusCode
        );

        var refused = await PlaceCalls.PostAsync(
            app.Office(),
            $"{RegistryApp.Organizations}/{agency}/delete",
            new { reason = "Twice." },
            (await app.Office().GetAsync($"{RegistryApp.Organizations}/{agency}")).Headers.ETag!.Tag
        );

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
    }

    private static string Facts(JsonNode type) => $"{type["version"]} {type["minimumAge"]} {type["validFrom"]}";

    private static JsonObject Body(int minimumAge, DateOnly? from, int? number = null) =>
        new()
        {
            ["name"] = new JsonObject
            {
                ["tk"] = "a",
                ["ru"] = "b",
                ["en"] = "c",
            },
            ["leadAgency"] = "undp",
            ["forms"] = new JsonArray("at-home"),
            ["minimumAge"] = minimumAge,
            ["from"] = from?.ToString("yyyy-MM-dd", null),
            ["number"] = number,
        };

    private static Task<HttpResponseMessage> WithdrawAsync(HttpClient client, string code, string? tag) =>
        PlaceCalls.PostAsync(client, $"{Path}/{code}/coming/withdraw", new { }, tag);

    private async Task<string> GivenAsync()
    {
        var (code, body) = ($"coming-{Interlocked.Increment(ref last)}", Body(18, null));
        body.Remove("from");
        body["code"] = code;
        var defined = await app.Office().CreateAsync(Path, body);
        Assert.True(defined.StatusCode is HttpStatusCode.Created, await defined.Content.ReadAsStringAsync());
        return code;
    }

    private async Task<HttpResponseMessage> RedefineAsync(string code, int minimumAge, DateOnly? from = null, int? number = null) =>
        await app.Office()
            .PutAsync($"{Path}/{code}", Body(minimumAge, from, number), (await app.Office().GetAsync($"{Path}/{code}")).Headers.ETag!.Tag);

    private async Task<List<string>> VersionsAsync(string code) =>
        [.. (await GetAsync($"/{code}/versions"))["items"]!.AsArray().Select(item => Facts(item!))];

    private async Task<int> AgreedAsync(string code, int version) =>
        (
            await new Contracts.Registry.V1.Directory.DirectoryClient(app.Grpc("registry.read")).GetServiceTypeAsync(
                new GetServiceTypeRequest { Code = code, Version = version }
            )
        ).Version;

    private async Task<StatusCode> RefusalAsync(string code, int version) =>
        (await Assert.ThrowsAsync<RpcException>(() => AgreedAsync(code, version))).StatusCode;

    /// <summary>The versions that the others have been told of.</summary>
    private async Task<List<int>> ToldAsync(string code)
    {
        await using var db = app.OpenDatabase();
        return await db
            .Database.SqlQuery<int>(
                $"select (data->>'version')::int as \"Value\" from outbox where type = 'registry.service-type-defined.v1' and data->>'serviceType' = {code} order by sequence"
            )
            .ToListAsync();
    }

    private async Task BeginAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<BeginVersions>().HandleAsync(CancellationToken.None);
    }

    private async Task<JsonNode> GetAsync(string path)
    {
        var response = await app.Client("registry.read").GetAsync(Path + path);
        Assert.True(response.StatusCode is HttpStatusCode.OK, $"{path}: {await response.Content.ReadAsStringAsync()}");
        return await response.JsonAsync();
    }
}
