using System.Net;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

public sealed class ImportAccessTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task A_provider_imports_its_own_sites_only()
    {
        var provider = app.Provider("nrcs");

        var import = await provider.ImportAsync(ImportCalls.Csv(ImportCalls.Row("own-1"), ImportCalls.Row("own-2", organization: "yenme")));

        import.AssertRows(created: 1, rejected: 1);
        Assert.StartsWith(
            "3,organization,\"Only yenme itself",
            Assert.Single(await provider.FindingsAsync(import)),
            StringComparison.Ordinal
        );
        Assert.Null(await app.Office().SiteAsync("own-2"));
    }

    [Fact]
    public async Task An_import_for_one_organization_takes_no_other_rows()
    {
        var office = app.Office();

        var import = await office.ImportAsync(
            ImportCalls.Csv(ImportCalls.Row("one-1"), ImportCalls.Row("one-2", organization: "yenme")),
            "organization=nrcs"
        );

        import.AssertRows(created: 1, rejected: 1);
        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await app.Provider("yenme").UploadAsync(ImportCalls.Csv(ImportCalls.Row("one-3")), "organization=nrcs")).StatusCode
        );
    }

    [Fact]
    public async Task An_import_exists_for_its_organization_and_the_office_only()
    {
        var provider = app.Provider("nrcs");
        var import = await provider.ImportAsync(ImportCalls.Csv(ImportCalls.Row("seen-1")));
        var paths = new[] { "", "/rejected.csv", "/warnings.csv", "/duplicates" };

        foreach (var path in paths)
        {
            Assert.Equal(HttpStatusCode.OK, (await provider.GetAsync($"{ImportCalls.Path}/{import.Id()}{path}")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await app.Office().GetAsync($"{ImportCalls.Path}/{import.Id()}{path}")).StatusCode);
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await app.Provider("yenme").GetAsync($"{ImportCalls.Path}/{import.Id()}{path}")).StatusCode
            );
        }

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await app.Provider("yenme").PostAsync($"{ImportCalls.Path}/{import.Id()}/cancel", null)).StatusCode
        );
        Assert.Equal(HttpStatusCode.Conflict, (await provider.PostAsync($"{ImportCalls.Path}/{import.Id()}/cancel", null)).StatusCode);
        Assert.Contains(import.Id(), await ListAsync(provider));
        Assert.Contains(import.Id(), await ListAsync(app.Office()));
        Assert.DoesNotContain(import.Id(), await ListAsync(app.Provider("yenme")));

        static async Task<IEnumerable<Guid>> ListAsync(HttpClient client) =>
            (await (await client.GetAsync($"{ImportCalls.Path}?state=finished")).JsonAsync())["items"]!
                .AsArray()
                .Select(item => item!.Id());
    }

    [Fact]
    public async Task The_list_is_read_page_by_page_with_the_newest_first()
    {
        var client = app.Provider("keyik-okara");
        var made = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            made.Insert(0, (await client.ImportAsync(ImportCalls.Csv(ImportCalls.Row($"page-{i}", organization: "keyik-okara")))).Id());
        }

        var listed = new List<Guid>();
        for (string? after = ""; after is not null; )
        {
            var page = await (await client.GetAsync($"{ImportCalls.Path}?limit=2{(after is "" ? "" : $"&after={after}")}")).JsonAsync();
            listed.AddRange(page["items"]!.AsArray().Select(item => item!.Id()));
            after = page["after"]?.GetValue<string>();
        }

        Assert.Equal(made, listed);
        Assert.Equal(["after"], await (await client.GetAsync($"{ImportCalls.Path}?after=YWJj")).FieldsAsync());
        Assert.Equal(["state"], await (await client.GetAsync($"{ImportCalls.Path}?state=done")).FieldsAsync());
        Assert.Equal(["kind"], await (await client.UploadAsync("x", "kind=workers")).FieldsAsync());
    }

    [Fact]
    public async Task Organizations_are_imported_by_the_office()
    {
        const string Csv =
            "code,kind,nameTk,nameRu,nameEn,roles,website\r\nnew-ngo,ngo-provider,Täze,Новая,New,provider trainer,https://new.example\r\nNew Ngo,ngo-provider,Täze,Новая,New,,\r\nusaid,donor,USAID,USAID,USAID,king,\r\nnew-ngo,ministry,a,b,c,,";
        var office = app.Office();
        Assert.Equal(HttpStatusCode.Forbidden, (await app.Provider("nrcs").UploadAsync(Csv, "kind=organizations")).StatusCode);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await office.UploadAsync("[]", "kind=organizations", "text/plain")).StatusCode);

        var import = await office.ImportAsync(Csv, "kind=organizations");

        import.AssertRows(created: 1, rejected: 3);
        var organization = await (await office.GetAsync($"{RegistryApp.Organizations}/new-ngo")).JsonAsync();
        Assert.Equal(["provider", "trainer"], organization["roles"]!.AsArray().Select(role => role!.GetValue<string>()));
        Assert.Equal("New", organization["name"]!["en"]!.GetValue<string>());
        Assert.Contains(
            "new-ngo,ngo-provider,Täze,Новая,New,provider trainer,https://new.example,\"provider; trainer\",,,,,,,\r\n",
            await office.GetStringAsync($"{RegistryApp.Organizations}.csv"),
            StringComparison.Ordinal
        );

        var changed = await office.ImportAsync(
            "code,kind,nameTk,nameRu,nameEn\nnew-ngo,ngo-provider,Täze,Новая,Newer",
            "kind=organizations"
        );
        changed.AssertRows(updated: 1);
        Assert.Equal(
            "https://new.example",
            (await (await office.GetAsync($"{RegistryApp.Organizations}/new-ngo")).JsonAsync())["website"]!.GetValue<string>()
        );
        (await office.ImportAsync(await office.GetStringAsync($"{RegistryApp.Organizations}.csv"), "kind=organizations")).AssertRows(
            unchanged: 22
        );
        Assert.StartsWith("code,number,", await office.GetStringAsync("/api/v1/registry/service-types.csv"), StringComparison.Ordinal);
    }
}
