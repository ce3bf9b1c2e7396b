using System.Net;
using SocialServices.Registry.Tests.Places;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Hsds;

/// <summary>A register in which every member that can be left out is there once, and once is not.</summary>
internal static class FullRegister
{
    public static async Task FillWithEverythingAsync(this RegistryApp app)
    {
        await RegisterOrganizationAsync(app);
        var types = (await (await app.Office().GetAsync("/api/v1/registry/service-types")).JsonAsync())["items"]!.AsArray();
        Assert.NotEmpty(types);
        foreach (var type in types)
        {
            await OpenAsync(app, type!["code"]!.GetValue<string>(), "TM-M-03", full: true);
        }

        await app.AccreditAsync(await OpenAsync(app, "personal-assistant", "TM-S", full: true));
        await BecomeAsync(app, await OpenAsync(app, "personal-assistant", "TM-S", full: true), "suspended");
        await BecomeAsync(app, await OpenAsync(app, "personal-assistant", "TM-S", full: false), "closed");
        await OpenAsync(app, "case-management", "TM-S-01", full: false, status: "planned");
        await app.SiteAsync();

        var stopped = await OpenAsync(app, "personal-assistant", "TM-S", full: true);
        await app.AccreditAsync(stopped);
        await DoneAsync(await app.ChangeSiteAsync(stopped, HttpMethod.Post, "accreditation/suspend", new { reason = "Fire safety." }));

        await new LedgerCalls(app).ReserveAsync(LedgerCalls.NewKey(), await app.SiteAsync(capacity: 1));

        var places = new PlaceCalls(app);
        var abolished = await places.GivenAsync();
        await OpenAsync(app, "personal-assistant", abolished, full: true);
        await DoneAsync(await places.AbolishAsync(abolished, "2022-11-09", "merged", "TM-L-01"));
    }

    private static async Task RegisterOrganizationAsync(RegistryApp app)
    {
        await DoneAsync(
            await app.Office()
                .CreateAsync(
                    RegistryApp.Organizations,
                    new
                    {
                        code = "in-full",
                        kind = "ngo-provider",
                        name = Given.Name("In full"),
                        parent = "mlspp",
                        rolePeriods = new object[]
                        {
                            new { role = "provider", from = "2021-01-01" },
                            new
                            {
                                role = "trainer",
                                from = "2020-01-01",
                                until = "2020-12-31",
                            },
                        },
                        legalForm = "public association",
                        registrationNumber = "A-17",
                        website = "https://example.org",
                        contacts = new object[]
                        {
                            new
                            {
                                function = Given.Name("Reception"),
                                phone = "+99312123456",
                                email = "office@example.org",
                            },
                            new { function = Given.Name("Press"), email = "press@example.org" },
                        },
                        addresses = new object[]
                        {
                            new
                            {
                                place = "TM-S-02",
                                street = "Görogly 7",
                                kind = "physical",
                                postalCode = "744000",
                                latitude = 37.95,
                                longitude = 58.38,
                            },
                            new
                            {
                                place = "TM-L-01",
                                street = "Box 1",
                                kind = "postal",
                            },
                        },
                    }
                )
        );
        await DoneAsync(
            await app.Office()
                .CreateAsync(
                    RegistryApp.Organizations,
                    new
                    {
                        code = "part",
                        kind = "donor",
                        name = Given.Name("A part"),
                        parent = "in-full",
                    }
                )
        );
    }

    private static async Task<Guid> OpenAsync(RegistryApp app, string type, string place, bool full, string status = "active")
    {
        var body = Given.SiteBody("in-full", code: full ? Guid.NewGuid().ToString() : null);
        (body["serviceType"], body["place"], body["status"]) = (type, place, status);
        if (full)
        {
            (body["address"], body["latitude"], body["longitude"], body["details"]) = ("Mollanepes köçesi 7", 37.6, 61.83, Given.Details());
        }

        var answer = await app.Office().CreateAsync(RegistryApp.Sites, body);
        await DoneAsync(answer);
        return (await answer.JsonAsync())["id"]!.GetValue<Guid>();
    }

    private static async Task BecomeAsync(RegistryApp app, Guid site, string status) =>
        await DoneAsync(await app.ChangeSiteAsync(site, HttpMethod.Put, "status", new { status, reason = "Repairs." }));

    private static async Task DoneAsync(HttpResponseMessage answer) =>
        Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
}
