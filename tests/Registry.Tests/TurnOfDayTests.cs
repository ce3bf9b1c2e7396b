using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Registry.Agenda;
using SocialServices.Registry.Tests.Importing;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>What changes by the calendar alone is told on its day, once.</summary>
public sealed class TurnOfDayTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task A_suspension_the_end_of_an_accreditation_and_of_a_role_are_told_on_their_day_once()
    {
        await TurnAsync();
        var today = app.Clock.Today();
        var (suspended, expiring, other) = (
            await app.SiteAsync(organization: "undp"),
            await app.SiteAsync(organization: "unfpa"),
            await app.SiteAsync(organization: "unodc")
        );
        await app.AccreditAsync(suspended);
        Assert.Equal(
            HttpStatusCode.OK,
            (
                await app.ChangeSiteAsync(
                    suspended,
                    HttpMethod.Post,
                    "accreditation/suspend",
                    new { reason = "Fire safety.", from = today.AddDays(2) }
                )
            ).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.OK,
            (
                await app.ChangeSiteAsync(
                    expiring,
                    HttpMethod.Put,
                    "accreditation",
                    new
                    {
                        number = "A-1",
                        issuedBy = "mlspp",
                        validFrom = "2021-09-01",
                        validUntil = today.AddDays(1),
                    }
                )
            ).StatusCode
        );
        await app.AccreditAsync(other);
        (
            await app.Office()
                .CreateAsync(
                    RegistryApp.Organizations,
                    new
                    {
                        code = "donor-for-a-time",
                        kind = "donor",
                        name = Given.Name(),
                        rolePeriods = new[]
                        {
                            new
                            {
                                role = "donor",
                                from = today.AddDays(-9),
                                until = today.AddDays(1),
                            },
                        },
                    }
                )
        ).EnsureSuccessStatusCode();
        var (before, modified) = (await TellingsAsync(), await ModifiedAsync(suspended));
        Assert.Equal(10, await FreeAsync(suspended));

        app.Clock.Advance(TimeSpan.FromDays(1));
        await TurnAsync();
        Assert.Equal(before, await TellingsAsync());

        app.Clock.Advance(TimeSpan.FromDays(1));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => TurnAsync()));

        Assert.Equal(
            new[]
            {
                $"registry.site-changed.v1 {suspended}",
                $"registry.site-changed.v1 {expiring}",
                "registry.organization-registered.v1 donor-for-a-time",
            }.Order(StringComparer.Ordinal),
            (await TellingsAsync())[before.Count..].Order(StringComparer.Ordinal)
        );
        Assert.True(await ModifiedAsync(suspended) > modified);
        Assert.Equal(0, await FreeAsync(suspended));

        var after = await TellingsAsync();
        await TurnAsync();
        Assert.Equal(after, await TellingsAsync());
    }

    [Fact]
    public async Task Days_on_which_nobody_was_there_are_made_up_for_however_many_sites_they_concern()
    {
        await TurnAsync();
        var today = app.Clock.Today();
        (
            await app.Office().ImportAsync(ImportCalls.Csv([.. Enumerable.Range(0, 1100).Select(i => ImportCalls.Row($"turn-{i}"))]))
        ).AssertRows(created: 1100);
        (
            await app.Office()
                .CreateAsync(
                    RegistryApp.Organizations,
                    new
                    {
                        code = "donor-to-come",
                        kind = "donor",
                        name = Given.Name(),
                        rolePeriods = new[] { new { role = "donor", from = today.AddDays(3) } },
                    }
                )
        ).EnsureSuccessStatusCode();
        await using var db = app.OpenDatabase();
        await db.Database.ExecuteSqlAsync(
            $"""
            update sites set accreditation = jsonb_build_object('number', 'A-1', 'issuedBy', 'mlspp', 'validFrom', {$"{today.AddDays(2):yyyy-MM-dd}"}::text)
            where code like 'turn-%'
            """
        );
        var before = (await TellingsAsync()).Count;

        app.Clock.Advance(TimeSpan.FromDays(9));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => TurnAsync()));
        await TurnAsync(); // whoever came second did nothing

        var told = (await TellingsAsync())[before..];
        Assert.Equal(1100, told.Count(one => one.StartsWith("registry.site-changed", StringComparison.Ordinal)));
        Assert.Equal(1101, told.Distinct().Count());
        Assert.Contains("registry.organization-registered.v1 donor-to-come", told);
    }

    // As each replica does every half minute.
    private async Task TurnAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<TurnOfDay>().HandleAsync(CancellationToken.None);
    }

    private async Task<List<string>> TellingsAsync()
    {
        await using var db = app.OpenDatabase();
        return await db
            .Database.SqlQuery<string>(
                $"select type || ' ' || coalesce(data->>'siteId', data->>'organization', '') as \"Value\" from outbox order by sequence"
            )
            .ToListAsync();
    }

    private async Task<DateTimeOffset> ModifiedAsync(Guid site)
    {
        await using var db = app.OpenDatabase();
        return await db.Sites.Where(s => s.Id == site).Select(s => s.ModifiedAt).SingleAsync();
    }

    // What an integrator sees by HSDS.
    private async Task<int> FreeAsync(Guid site) =>
        (await (await app.Office().GetAsync($"/hsds/service_at_locations/{site}")).JsonAsync())["service"]!["capacities"]![0]![
            "available"
        ]!.GetValue<int>();
}
