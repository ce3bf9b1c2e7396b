using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SocialServices.Contracts.Training;
using SocialServices.Registry.Tests.Hsds;
using SocialServices.Registry.Tests.Importing;
using SocialServices.Registry.Tests.Places;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.Testing;
using SocialServices.Testing.Schemas;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>What integrators' generated clients and validators see: each answer is as the OpenAPI document says.</summary>
public sealed partial class DocumentedAnswerTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task Every_get_operation_of_a_filled_register_answers_as_documented()
    {
        var office = app.Office();
        await app.FillWithEverythingAsync();
        var site = (await (await office.GetAsync($"{RegistryApp.Sites}?organization=in-full&serviceType=personal-assistant")).JsonAsync())[
            "items"
        ]![0]!.Id();
        var ledger = new LedgerCalls(app);
        var key = LedgerCalls.NewKey();
        await ledger.ReserveAsync(key, site);
        await ledger.ConfirmAsync(key);
        var import = await office.ImportAsync(
            ImportCalls.Csv(
                ImportCalls.Row("twin-1", name: "Daýanç", address: "Zelili 4"),
                ImportCalls.Row("twin-2", name: "Daýanç", address: "Zelili 4"),
                ImportCalls.Row("lost", place: "TM-ZZ")
            )
        );
        import.AssertRows(created: 2, rejected: 1);
        using var auditor = app.Client("audit.read registry.read", person: new ActingPerson(Guid.CreateVersion7()));
        var answers = await DocumentedAnswers.OfAsync(app.Client(null));
        var keys = new Dictionary<string, string>
        {
            ["registry/places"] = await AbolishedPlaceAsync(),
            ["registry/organizations"] = "in-full",
            ["registry/service-types"] = "families-in-difficulty",
            ["registry/sites"] = $"{site}",
            ["registry/workers"] = $"{await CertifiedWorkerAsync()}",
            ["registry/imports"] = $"{import.Id()}",
        };
        foreach (var list in new[] { "services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms" })
        {
            keys[$"hsds/{list}"] = (await AnswerAsync($"/hsds/{list}"))["contents"]![0]!["id"]!.GetValue<string>();
        }

        foreach (var path in answers.Unanswered.ToList())
        {
            var query = path.EndsWith("/occupancy", StringComparison.Ordinal) ? $"?from={app.Clock.Today():yyyy-MM-dd}" : "";
            await AnswerAsync(Key().Replace(path, step => $"{step.Groups[1].Value}/{keys[step.Groups[1].Value]}") + query);
        }

        await AnswerAsync("/hsds/services?full=true");
        await AnswerAsync("/hsds/service_at_locations?full=true");
        await AnswerAsync($"{RegistryApp.Sites}?near=37.6,61.8&sort=distance&facets=true&q=maslahat&limit=1");
        await AnswerAsync($"{RegistryApp.Sites}?facets=true&limit=1");
        await AnswerAsync("/api/v1/registry/changes?limit=1");
        Assert.Empty(answers.Unanswered);
        await answers.AssertValidAsync();

        async Task<JsonNode> AnswerAsync(string address)
        {
            var response = await (address.Contains("/audit", StringComparison.Ordinal) ? auditor : office).GetAsync(address);
            Assert.True(response.IsSuccessStatusCode, $"{address}: {response.StatusCode}");
            return await answers.AddAsync(response);
        }
    }

    [Fact]
    public async Task Refusals_are_as_documented()
    {
        var (office, site) = (app.Office(), await app.SiteAsync());
        var answers = await DocumentedAnswers.OfAsync(app.Client(null));
        await RefusedAsync(HttpStatusCode.BadRequest, office.GetAsync($"{RegistryApp.Sites}?limit=0"));
        await RefusedAsync(HttpStatusCode.BadRequest, office.GetAsync($"{RegistryApp.Sites}?age=old"));
        await RefusedAsync(HttpStatusCode.BadRequest, office.GetAsync("/hsds/services?page=0&fulll=true"));
        await RefusedAsync(HttpStatusCode.Unauthorized, app.Client(null).GetAsync(RegistryApp.Workers));
        await RefusedAsync(HttpStatusCode.Forbidden, app.Client("training.read").GetAsync(RegistryApp.Workers));
        await RefusedAsync(HttpStatusCode.NotFound, office.GetAsync($"{RegistryApp.Sites}/{Guid.NewGuid()}"));
        foreach (
            var list in new[]
            {
                "places",
                "organizations",
                "service-types",
                "sites",
                "workers",
                "imports",
                "changes",
                $"sites/{site}/ledger",
                $"sites/{site}/history",
            }
        )
        {
            await RefusedAsync(HttpStatusCode.UnprocessableEntity, office.GetAsync($"/api/v1/registry/{list}?after=x"));
        }

        await RefusedAsync(HttpStatusCode.UnprocessableEntity, office.GetAsync("/api/v1/registry/sites.csv?status=open"));
        await RefusedAsync(HttpStatusCode.BadRequest, office.CreateAsync(RegistryApp.Sites, new { organization = "nrcs" }));
        await RefusedAsync(HttpStatusCode.UnprocessableEntity, office.CreateAsync(RegistryApp.Sites, Given.SiteBody("nobody")));
        await RefusedAsync(
            HttpStatusCode.PreconditionRequired,
            office.PutAsync($"{RegistryApp.Sites}/{site}/status", new { status = "closed", reason = "Repairs." }, null)
        );
        await RefusedAsync(
            HttpStatusCode.PreconditionFailed,
            office.PutAsync($"{RegistryApp.Sites}/{site}/status", new { status = "closed", reason = "Repairs." }, "\"1\"")
        );

        await answers.AssertValidAsync();

        async Task RefusedAsync(HttpStatusCode status, Task<HttpResponseMessage> answering)
        {
            var response = await answering;
            Assert.True(response.StatusCode == status, $"{response.RequestMessage!.RequestUri}: {response.StatusCode}");
            await answers.AddAsync(response);
        }
    }

    // What it succeeds has its own versions and successors.
    private async Task<string> AbolishedPlaceAsync()
    {
        var places = new PlaceCalls(app);
        var (place, successor) = (await places.GivenAsync(), await places.GivenAsync());
        (await places.AbolishAsync(place, $"{app.Clock.Today().AddDays(1):yyyy-MM-dd}", "merged", successor)).EnsureSuccessStatusCode();
        return place;
    }

    private async Task<Guid> CertifiedWorkerAsync()
    {
        var (worker, today) = (await app.WorkerAsync(), app.Clock.Today());
        app.Training.Append(
            new CertificateIssued(Guid.NewGuid(), worker, "treatnet", "programme", today, null)
            {
                EventId = Guid.CreateVersion7(),
                OccurredAt = app.Clock.GetUtcNow(),
            }
        );
        await Eventually.GetAsync(
            async () => await (await app.Office().GetAsync($"{RegistryApp.Workers}/{worker}")).JsonAsync(),
            seen => seen["competences"]!.AsArray().Count == 1
        );
        return worker;
    }

    [GeneratedRegex(@"(\w+/[\w-]+)/\{\w+\}")]
    private static partial Regex Key();
}
