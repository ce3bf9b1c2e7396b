using System.Text;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Registry.Tests.Importing;
using SocialServices.Testing;
using Xunit;
using DirectoryClient = SocialServices.Contracts.Registry.V1.Directory.DirectoryClient;

namespace SocialServices.Registry.Tests;

/// <summary>A letter with a mark is the same whether it comes as one character or as two.</summary>
public sealed class NormalTextTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private static readonly string Mark = "Hüşgärlik".Normalize(NormalizationForm.FormC);

    [Fact]
    public async Task A_name_that_was_entered_decomposed_is_found_composed_and_the_other_way_round()
    {
        var site = Given.SiteBody(code: Decomposed("KÖÇE-1"));
        site["name"] = new
        {
            tk = Decomposed($"{Mark} bir"),
            ru = "Йй".Normalize(NormalizationForm.FormD),
            en = "Vigilance",
        };
        (await app.Office().CreateAsync(RegistryApp.Sites, site)).EnsureSuccessStatusCode();

        Assert.Equal($"{Mark} bir", (await app.Office().SiteAsync(Uri.EscapeDataString("KÖÇE-1")))!["name"]!["tk"]!.GetValue<string>());
        Assert.NotNull(await app.Office().SiteAsync(Uri.EscapeDataString(Decomposed("KÖÇE-1"))));
        foreach (var search in new[] { $"{Mark} bir", Decomposed($"{Mark} bir"), "Йй", "Йй".Normalize(NormalizationForm.FormD) })
        {
            var found = await (
                await app.Office().GetAsync($"/hsds/service_at_locations?search={Uri.EscapeDataString(search)}")
            ).JsonAsync();
            Assert.Equal(1, found["total_items"]!.GetValue<int>());
        }

        var called = await new DirectoryClient(app.Grpc("registry.read")).FindSitesAsync(
            new FindSitesRequest { Text = Decomposed($"{Mark} bir") }
        );
        Assert.Single(called.Sites, hit => hit.Site.Name == "Vigilance");
    }

    [Fact]
    public async Task The_same_code_twice_is_the_same_code()
    {
        (await app.Office().CreateAsync(RegistryApp.Sites, Given.SiteBody(code: "ÝOL-1"))).EnsureSuccessStatusCode();

        var again = await app.Office().CreateAsync(RegistryApp.Sites, Given.SiteBody(code: Decomposed("ÝOL-1")));

        Assert.Equal(409, (int)again.StatusCode);
    }

    [Fact]
    public async Task Files_are_composed_too()
    {
        var file = Decomposed(ImportCalls.Csv(ImportCalls.Row("ÇEŞME-1", name: Mark, address: "Görogly köçesi 7")));

        (await app.Office().ImportAsync(file)).AssertRows(created: 1);
        (await app.Office().ImportAsync(file.Normalize(), "again=true")).AssertRows(unchanged: 1);

        var site = (await app.Office().SiteAsync(Uri.EscapeDataString("ÇEŞME-1")))!;
        Assert.Equal((Mark, "Görogly köçesi 7"), (site["name"]!["en"]!.GetValue<string>(), site["address"]!.GetValue<string>()));
    }

    private static string Decomposed(string text) => text.Normalize(NormalizationForm.FormD);
}
