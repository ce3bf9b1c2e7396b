using System.Net;
using Grpc.Core;
using SocialServices.Contracts.Registry.V1;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Places;

/// <summary>A place of which it is known before when it is founded.</summary>
public sealed class ComingPlaceTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private readonly PlaceCalls places = new(app);

    [Fact]
    public async Task A_place_is_there_from_its_first_day_and_succeeds_another_on_it()
    {
        var (old, code, first) = (await places.GivenAsync(), PlaceCalls.NewCode(), Day(3));
        var site = await app.Office().CreateAsync(RegistryApp.Sites, Body(old));
        Assert.Equal(HttpStatusCode.Created, site.StatusCode);

        var founded = await places.DefineAsync(code, "TM-L", first);

        Assert.True(founded.StatusCode is HttpStatusCode.Created, await founded.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await places.AbolishAsync(old, Day(2), "renamed", code)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await places.AbolishAsync(old, first, "renamed", code)).StatusCode);
        Assert.DoesNotContain(code, await places.CodesAsync("?within=TM-L&limit=200"));
        Assert.Contains(old, await places.CodesAsync("?within=TM-L&limit=200"));
        Assert.Contains(code, await places.CodesAsync($"?within=TM-L&limit=200&on={first}"));
        Assert.Equal(["place"], await (await app.Office().CreateAsync(RegistryApp.Sites, Body(code))).FieldsAsync());
        Assert.Equal((StatusCode.NotFound, StatusCode.OK), (await KnownAsync(code, ""), await KnownAsync(code, first)));

        app.Clock.Advance(TimeSpan.FromDays(3));

        Assert.Contains(code, await places.CodesAsync("?within=TM-L&limit=200"));
        Assert.Equal(StatusCode.OK, await KnownAsync(code, ""));
        Assert.Equal(HttpStatusCode.Created, (await app.Office().CreateAsync(RegistryApp.Sites, Body(code))).StatusCode);
        Assert.Equal([old, code], (await places.CodesAsync($"?within={code}")).Order(StringComparer.Ordinal)); // what was in the old place counts to the new one
    }

    [Fact]
    public async Task Its_first_day_is_put_off_until_it_has_come()
    {
        var code = await places.GivenAsync(validFrom: Day(5));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await places.RedefineAsync(code, "TM-L", from: Day(9))).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await places.RedefineAsync(code, "TM-L", validFrom: Day(6 * 366))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await places.RedefineAsync(code, "TM-L", validFrom: Day(6))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await places.RedefineAsync(code, "TM-L", validFrom: Day(0))).StatusCode);
        var late = await places.RedefineAsync(code, "TM-L", validFrom: Day(1));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.StatusCode);
        Assert.Equal(["validFrom"], await late.FieldsAsync());
    }

    private static Dictionary<string, object?> Body(string place)
    {
        var body = Given.SiteBody();
        body["place"] = place;
        return body;
    }

    [Fact]
    public async Task An_abolition_that_is_to_come_can_be_taken_back_and_one_that_came_cannot()
    {
        var (etrap, heir) = (await places.GivenAsync(), await places.GivenAsync());
        var path = $"{PlaceCalls.Path}/{etrap}/abolish/withdraw";
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await PlaceCalls.PostAsync(app.Office(), path, new { }, await places.TagAsync(etrap))).StatusCode
        );
        Assert.Equal(HttpStatusCode.OK, (await places.AbolishAsync(etrap, Day(30), "merged", heir)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, (await PlaceCalls.PostAsync(app.Office(), path, new { }, null)).StatusCode);

        var withdrawn = await PlaceCalls.PostAsync(app.Office(), path, new { }, await places.TagAsync(etrap));

        Assert.True(withdrawn.StatusCode is HttpStatusCode.OK, await withdrawn.Content.ReadAsStringAsync());
        Assert.Null((await withdrawn.JsonAsync())["validUntil"]);
        Assert.Equal(
            [etrap],
            (await places.GetAsync($"/{etrap}/successors?on={Day(31)}"))["items"]!
                .AsArray()
                .Select(place => place!["code"]!.GetValue<string>())
        );
        Assert.Equal(HttpStatusCode.OK, (await places.AbolishAsync(etrap, "2024-01-01", "merged", heir)).StatusCode);
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await PlaceCalls.PostAsync(app.Office(), path, new { }, await places.TagAsync(etrap))).StatusCode
        );
    }

    private string Day(int ahead) => app.Clock.Today().AddDays(ahead).ToString("yyyy-MM-dd", null);

    private async Task<StatusCode> KnownAsync(string code, string on)
    {
        try
        {
            await new Contracts.Registry.V1.Directory.DirectoryClient(app.Grpc("registry.read")).GetPlaceAsync(
                new GetPlaceRequest { Code = code, On = on }
            );
            return StatusCode.OK;
        }
        catch (RpcException refusal)
        {
            return refusal.StatusCode;
        }
    }
}
