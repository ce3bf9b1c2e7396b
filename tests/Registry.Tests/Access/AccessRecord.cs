using System.Net;
using SocialServices.Registry.Data;
using SocialServices.Registry.Tests.Importing;
using SocialServices.Registry.Tests.Places;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Access;

/// <summary>The record that an endpoint is about, made anew for each caller: who gets through changes it.</summary>
/// <param name="Key">Its id or code.</param>
/// <param name="Address">Where to read it, where it can be read.</param>
/// <param name="Owner">Code of the organization that it belongs to; of any where it belongs to the programme.</param>
internal sealed record AccessRecord(string Key, string? Address, string Owner = AccessRecord.Provider)
{
    private const string Provider = "nrcs";
    private const string Root = "/api/v1/registry";
    private static readonly string[] Forms = ["at-home"];

    public static async Task<AccessRecord> ForAsync(RegistryApp app, AccessRow row) =>
        row.Route.Split('/') switch
        {
            ["", "hsds", var list, ..] => await InHsdsAsync(app, list),
            ["places", _, ..] => await PlaceAsync(app),
            ["organizations", _, ..] => await OrganizationAsync(app),
            ["service-types", _, .. var rest] => await ServiceTypeAsync(app, coming: rest is ["coming", ..]),
            ["workers", ..] => await WorkerAsync(app),
            ["imports", ..] => await ImportAsync(app),
            _ => await SiteAsync(app, suspended: row.Route.EndsWith("/restore", StringComparison.Ordinal)),
        };

    /// <summary>The record as the office sees it, and its ETag.</summary>
    public async Task<(string? Body, string? Tag)> ReadAsync(RegistryApp app)
    {
        if (Address is null)
        {
            return default;
        }

        var response = await app.Office().GetAsync(Address);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return (await response.Content.ReadAsStringAsync(), response.Headers.ETag?.Tag);
    }

    private static async Task<AccessRecord> SiteAsync(RegistryApp app, bool suspended)
    {
        var id = await app.SiteAsync(organization: Provider);
        await app.AccreditAsync(id);
        if (suspended)
        {
            (
                await app.ChangeSiteAsync(id, HttpMethod.Post, "accreditation/suspend", new { reason = "Fire safety." })
            ).EnsureSuccessStatusCode();
        }

        return new(id.ToString(), $"{RegistryApp.Sites}/{id}");
    }

    private static async Task<AccessRecord> PlaceAsync(RegistryApp app)
    {
        var code = await new PlaceCalls(app).GivenAsync();
        return new(code, $"{PlaceCalls.Path}/{code}");
    }

    private static async Task<AccessRecord> WorkerAsync(RegistryApp app)
    {
        var id = await app.WorkerAsync(Provider);
        return new(id.ToString(), $"{RegistryApp.Workers}/{id}");
    }

    private static async Task<AccessRecord> OrganizationAsync(RegistryApp app)
    {
        var code = AccessRow.NewCode("organization-");
        await CreateAsync(
            app,
            RegistryApp.Organizations,
            new
            {
                code,
                kind = "ngo-provider",
                name = Given.Name(code),
            }
        );
        return new(code, $"{RegistryApp.Organizations}/{code}", code);
    }

    private static async Task<AccessRecord> ServiceTypeAsync(RegistryApp app, bool coming)
    {
        var (code, name) = (AccessRow.NewCode("type-"), Given.Name("A type"));
        var record = new AccessRecord(code, $"{Root}/service-types/{code}");
        await CreateAsync(
            app,
            $"{Root}/service-types",
            new
            {
                code,
                name,
                leadAgency = Provider,
                forms = Forms,
            }
        );
        if (coming)
        {
            var from = app.Clock.Today().AddDays(30);
            var answer = await app.Office()
                .PutAsync(
                    record.Address!,
                    new
                    {
                        name,
                        leadAgency = Provider,
                        forms = Forms,
                        from,
                    },
                    (await record.ReadAsync(app)).Tag!
                );
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        return record;
    }

    private static async Task<AccessRecord> ImportAsync(RegistryApp app)
    {
        var answer = await app.Provider(Provider).UploadAsync(ImportCalls.Csv(ImportCalls.Row(AccessRow.NewCode("row-"))));
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        var id = (await answer.JsonAsync()).Id();
        return new(id.ToString(), $"{ImportCalls.Path}/{id}");
    }

    private static async Task<AccessRecord> InHsdsAsync(RegistryApp app, string list)
    {
        var site = await app.SiteAsync(organization: Provider);
        return new(
            list switch
            {
                "services" => HsdsIds.Of($"service/{Provider}/families-in-difficulty").ToString(),
                "organizations" => HsdsIds.Of($"organization/{Provider}").ToString(),
                "taxonomies" => HsdsIds.Of("taxonomy/needs").ToString(),
                "taxonomy_terms" => HsdsIds.Of("taxonomy-term/needs/disability").ToString(),
                _ => site.ToString(),
            },
            null
        );
    }

    private static async Task CreateAsync(RegistryApp app, string path, object body)
    {
        var answer = await app.Office().CreateAsync(path, body);
        Assert.True(answer.StatusCode is HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }
}
