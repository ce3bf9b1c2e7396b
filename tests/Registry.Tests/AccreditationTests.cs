using System.Net;
using Grpc.Core;
using SocialServices.Registry.Sites;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Http;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

public sealed class AccreditationTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private readonly LedgerCalls ledger = new(app);

    [Theory]
    [InlineData("2026-05-31", "none")]
    [InlineData("2026-06-01", "valid")]
    [InlineData("2026-06-30", "valid")]
    [InlineData("2026-07-01", "expired")]
    public void An_accreditation_counts_from_its_first_to_its_last_day(string day, string state)
    {
        var site = NewSite();
        Assert.Equal(AccreditationState.None, site.AccreditationOn(DateOnly.Parse(day, null)));
        Assert.False(site.TrySuspendAccreditation(new(2026, 6, 1), "Nothing to suspend."));

        site.Accredit(new("A-1", "mlspp", new(2026, 6, 1), new(2026, 6, 30)));

        Assert.Equal(state, Words.Of(site.AccreditationOn(DateOnly.Parse(day, null))));
        Assert.True(site.TakesPeopleOn(DateOnly.Parse(day, null))); // the law's accreditation is not in force for the pilot services
    }

    [Fact]
    public void A_suspension_begins_on_its_day_outlasts_a_new_document_and_is_lifted_once()
    {
        var (site, day) = (NewSite(), new DateOnly(2026, 6, 10));
        site.Accredit(new("A-1", "mlspp", new(2026, 6, 1), null));

        Assert.True(site.TrySuspendAccreditation(day, "Fire safety."));
        Assert.False(site.TrySuspendAccreditation(day, "Again."));
        site.Accredit(new("A-2", "mlspp", new(2026, 6, 1), null));

        Assert.True(site.TakesPeopleOn(day.AddDays(-1)));
        Assert.False(site.TakesPeopleOn(day));
        Assert.Equal(AccreditationState.Suspended, site.AccreditationOn(day.AddYears(1)));
        Assert.True(site.TryRestoreAccreditation());
        Assert.False(site.TryRestoreAccreditation());
        Assert.Equal(AccreditationState.Valid, site.AccreditationOn(day));
    }

    [Fact]
    public async Task A_site_whose_accreditation_is_suspended_holds_no_place_for_anybody_new_and_keeps_who_is_there()
    {
        var site = await app.SiteAsync(capacity: 3);
        var (held, taken, late) = (LedgerCalls.NewKey(), LedgerCalls.NewKey(), LedgerCalls.NewKey());
        await ledger.ReserveAsync(held, site, TimeSpan.FromDays(30));
        await ledger.ReserveAsync(taken, site);
        await ledger.ConfirmAsync(taken);
        await app.AccreditAsync(site);
        Assert.True(await IsFoundFreeAsync());

        await SuspendAsync(site);

        Assert.False(await IsFoundFreeAsync());
        Assert.Equal(StatusCode.FailedPrecondition, await LedgerCalls.StatusAsync(() => ledger.ReserveAsync(late, site)));
        await ledger.ReserveAsync(held, site); // the repeated call answers with what it has
        await ledger.ConfirmAsync(held);
        Assert.Equal("3/0/2", await ledger.NumbersAsync(site));
        var hsds = await (await app.Office().GetAsync($"/hsds/service_at_locations/{site}")).JsonAsync();
        Assert.Equal(0, hsds["service"]!["capacities"]![0]!["available"]!.GetValue<int>());
        Assert.Contains(hsds["attributes"]!.AsArray(), attribute => attribute!["value"]!.GetValue<string>() is "suspended");

        Assert.Equal(HttpStatusCode.OK, (await app.ChangeSiteAsync(site, HttpMethod.Post, "accreditation/restore", null)).StatusCode);
        await ledger.ReserveAsync(late, site);
        Assert.Equal("3/1/2", await ledger.NumbersAsync(site));
        await ledger.AssertAddsUpAsync(site);

        async Task<bool> IsFoundFreeAsync() =>
            (await (await app.Client("registry.read").GetAsync($"{RegistryApp.Sites}?free=true&limit=200")).JsonAsync())["items"]!
                .AsArray()
                .Any(found => found!["id"]!.GetValue<Guid>() == site);
    }

    [Fact]
    public async Task A_full_site_whose_accreditation_is_suspended_says_so_and_not_that_it_is_full()
    {
        var site = await app.SiteAsync(capacity: 1);
        await ledger.ReserveAsync(LedgerCalls.NewKey(), site);
        Assert.Equal(StatusCode.ResourceExhausted, await LedgerCalls.StatusAsync(() => ledger.ReserveAsync(LedgerCalls.NewKey(), site)));
        await app.AccreditAsync(site);
        await SuspendAsync(site);

        Assert.Equal(StatusCode.FailedPrecondition, await LedgerCalls.StatusAsync(() => ledger.ReserveAsync(LedgerCalls.NewKey(), site)));
    }

    [Fact]
    public async Task A_hold_that_ran_out_is_not_renewed_while_the_accreditation_is_suspended()
    {
        var (site, key) = (await app.SiteAsync(capacity: 2), LedgerCalls.NewKey());
        await ledger.ReserveAsync(key, site, TimeSpan.FromMinutes(1));
        await app.AccreditAsync(site);
        await SuspendAsync(site);
        app.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.Equal(StatusCode.FailedPrecondition, await LedgerCalls.StatusAsync(() => ledger.ConfirmAsync(key)));
        Assert.Equal(StatusCode.FailedPrecondition, await LedgerCalls.StatusAsync(() => ledger.ReserveAsync(key, site)));
        Assert.Equal("2/1/0", await ledger.NumbersAsync(site)); // as before: a refusal changes nothing
    }

    [Fact]
    public async Task Reservations_and_a_suspension_at_once_leave_no_place_held_after_it()
    {
        var site = await app.SiteAsync(capacity: 100);
        await app.AccreditAsync(site);

        var suspended = Task.Run(
            async () =>
            {
                while (
                    !(
                        await app.ChangeSiteAsync(site, HttpMethod.Post, "accreditation/suspend", new { reason = "Fire safety." })
                    ).IsSuccessStatusCode
                )
                {
                    // 412 while places are being held
                }
            },
            TestContext.Current.CancellationToken
        );
        await Task.WhenAll(
            Enumerable.Range(0, 30).Select(_ => LedgerCalls.StatusAsync(() => ledger.ReserveAsync(LedgerCalls.NewKey(), site)))
        );
        await suspended;
        var numbers = await ledger.NumbersAsync(site);

        Assert.Equal(StatusCode.FailedPrecondition, await LedgerCalls.StatusAsync(() => ledger.ReserveAsync(LedgerCalls.NewKey(), site)));
        Assert.Equal(numbers, await ledger.NumbersAsync(site));
        await ledger.AssertAddsUpAsync(site);
    }

    [Fact]
    public async Task Only_the_office_vouches_and_everybody_reads_it()
    {
        var site = await app.SiteAsync(organization: "nrcs");
        var provider = app.Provider("nrcs");
        var document = new
        {
            number = "A-7",
            issuedBy = "mlspp",
            validFrom = "2021-09-01",
            validUntil = "2999-08-31",
        };

        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await app.ChangeSiteAsync(site, HttpMethod.Put, "accreditation", document, provider)).StatusCode
        );
        Assert.Equal(HttpStatusCode.OK, (await app.ChangeSiteAsync(site, HttpMethod.Put, "accreditation", document)).StatusCode);

        var read = (await (await provider.GetAsync($"{RegistryApp.Sites}/{site}")).JsonAsync())["accreditation"]!;
        Assert.Equal(
            """{"state":"valid","number":"A-7","issuedBy":"mlspp","validFrom":"2021-09-01","validUntil":"2999-08-31"}""",
            read.ToJsonString()
        );
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await app.ChangeSiteAsync(site, HttpMethod.Post, "accreditation/suspend", new { reason = "No." }, provider)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.PreconditionRequired,
            (await app.Office().PutAsync($"{RegistryApp.Sites}/{site}/accreditation", document, null)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.PreconditionFailed,
            (await app.Office().PutAsync($"{RegistryApp.Sites}/{site}/accreditation", document, "\"1\"")).StatusCode
        );
    }

    [Theory]
    [InlineData("""{"number":"A","issuedBy":"nobody","validFrom":"2021-09-01"}""", HttpStatusCode.UnprocessableEntity, "issuedBy")]
    [InlineData(
        """{"number":"A","issuedBy":"mlspp","validFrom":"2021-09-01","validUntil":"2021-08-31"}""",
        HttpStatusCode.UnprocessableEntity,
        "validUntil"
    )]
    [InlineData("""{"number":" ","issuedBy":"mlspp","validFrom":"2021-09-01"}""", HttpStatusCode.BadRequest, "number")]
    public async Task A_document_that_makes_no_sense_is_refused(string body, HttpStatusCode status, string named)
    {
        var answer = await app.ChangeSiteAsync(
            await app.SiteAsync(),
            HttpMethod.Put,
            "accreditation",
            System.Text.Json.Nodes.JsonNode.Parse(body)
        );

        Assert.Equal(status, answer.StatusCode);
        Assert.Equal([named], await answer.FieldsAsync());
    }

    [Fact]
    public async Task What_is_not_accredited_or_not_suspended_cannot_become_or_cease_to_be_suspended()
    {
        var site = await app.SiteAsync();

        Assert.Equal(
            HttpStatusCode.Conflict,
            (await app.ChangeSiteAsync(site, HttpMethod.Post, "accreditation/suspend", new { reason = "Fire safety." })).StatusCode
        );
        await app.AccreditAsync(site);
        Assert.Equal(HttpStatusCode.Conflict, (await app.ChangeSiteAsync(site, HttpMethod.Post, "accreditation/restore", null)).StatusCode);
        await SuspendAsync(site);
        Assert.Equal(
            HttpStatusCode.Conflict,
            (await app.ChangeSiteAsync(site, HttpMethod.Post, "accreditation/suspend", new { reason = "Again." })).StatusCode
        );
    }

    private async Task SuspendAsync(Guid site)
    {
        var answer = await app.ChangeSiteAsync(
            site,
            HttpMethod.Post,
            "accreditation/suspend",
            new { reason = "Fire safety.", from = app.Clock.Today() }
        );
        Assert.True(answer.StatusCode is HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private static Site NewSite() =>
        new()
        {
            Id = Guid.CreateVersion7(),
            OrganizationCode = "yenme",
            ServiceTypeCode = "families-in-difficulty",
            PlaceCode = "TM-S",
            Name = new LocalizedText("a", "b", "c"),
            Status = SiteStatus.Active,
            OpenedAt = DateTimeOffset.UnixEpoch,
        };
}
