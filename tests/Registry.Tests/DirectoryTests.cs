using Grpc.Core;
using SocialServices.Contracts.Registry.V1;
using Xunit;
using DirectoryClient = SocialServices.Contracts.Registry.V1.Directory.DirectoryClient;

namespace SocialServices.Registry.Tests;

public sealed class DirectoryTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private readonly DirectoryClient directory = new(app.Grpc("registry.read registry.capacity"));

    [Fact]
    public async Task A_site_tells_its_capacity_and_what_its_staff_must_be_able_to_do()
    {
        var id = await app.SiteAsync(7, "yenme");

        var site = await directory.GetSiteAsync(new GetSiteRequest { SiteId = id.ToString() });

        Assert.Equal(("yenme", "families-in-difficulty", "TM-S", "active"), (site.Organization, site.ServiceType, site.Place, site.Status));
        Assert.Equal((7, 0, 0, 7), (site.Capacity.Total, site.Capacity.Held, site.Capacity.Taken, site.Capacity.Free));
        Assert.Equal(["strong-families-facilitation"], site.RequiredCompetences);
    }

    [Fact]
    public async Task A_site_tells_whether_it_takes_anybody_and_why_not()
    {
        var id = await app.SiteAsync(7, "deaf-blind-society");
        Assert.Equal(["active none True", "active none True"], await SeenAsync());

        await app.AccreditAsync(id);
        Assert.Equal(["active valid True", "active valid True"], await SeenAsync());
        await app.ChangeSiteAsync(id, HttpMethod.Post, "accreditation/suspend", new { reason = "Fire safety." });
        Assert.Equal(["active suspended False", "active suspended False"], await SeenAsync());
        await app.ChangeSiteAsync(id, HttpMethod.Post, "accreditation/restore", null);
        Assert.Equal(["active valid True", "active valid True"], await SeenAsync());
        await app.ChangeSiteAsync(id, HttpMethod.Put, "status", new { status = "suspended", reason = "Repairs." });
        Assert.Equal(["suspended valid False"], await SeenAsync()); // a search finds those that are active

        async Task<IEnumerable<string>> SeenAsync()
        {
            var found = await directory.FindSitesAsync(new FindSitesRequest { Organization = "deaf-blind-society" });
            return found
                .Sites.Select(hit => hit.Site)
                .Prepend(await directory.GetSiteAsync(new GetSiteRequest { SiteId = id.ToString() }))
                .Select(site => $"{site.Status} {site.Accreditation} {site.TakesPeople}");
        }
    }

    [Fact]
    public async Task Of_a_worker_only_coarse_facts_are_told()
    {
        var id = await app.WorkerAsync("nrcs");

        var worker = await directory.GetWorkerAsync(new GetWorkerRequest { WorkerId = id.ToString() });

        Assert.Equal(
            ("nrcs", "social-worker", "female", "25-44", false, "TM-S-02", true),
            (worker.Organization, worker.Role, worker.Sex, worker.AgeBand, worker.Disability, worker.Place, worker.Active)
        );
    }

    [Fact]
    public async Task A_strangers_worker_does_not_exist_for_the_client_of_an_organization()
    {
        var request = new GetWorkerRequest { WorkerId = (await app.WorkerAsync("nrcs")).ToString() };

        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await new DirectoryClient(app.Grpc("registry.read", "yenme")).GetWorkerAsync(request)
        );
        Assert.Equal(StatusCode.NotFound, refusal.StatusCode);
        Assert.Equal("nrcs", (await new DirectoryClient(app.Grpc("registry.read", "nrcs")).GetWorkerAsync(request)).Organization);
    }

    [Fact]
    public async Task Service_types_and_organizations_are_found_by_code()
    {
        var type = await directory.GetServiceTypeAsync(new GetServiceTypeRequest { Code = "adolescents-criminal-justice" });
        Assert.Equal((7, "unodc", 12, 17), (type.Number, type.LeadAgency, type.MinimumAge, type.MaximumAge));
        Assert.Equal((1, "", ""), (type.Version, type.Sex, type.ValidUntil));
        Assert.Equal(["at-home", "semi-stationary"], type.Forms);
        Assert.Equal(["contact-with-the-law", "family-trouble"], type.Needs);
        Assert.Equal(
            "female",
            (await directory.GetServiceTypeAsync(new GetServiceTypeRequest { Code = "domestic-violence-assistance", Version = 1 })).Sex
        );
        var basic = await directory.GetServiceTypeAsync(new GetServiceTypeRequest { Code = "case-management" });
        Assert.Equal((0, false, false), (basic.Number, basic.HasMinimumAge, basic.HasMaximumAge));

        Assert.Equal("ngo-provider", (await directory.GetOrganizationAsync(new GetOrganizationRequest { Code = "nrcs" })).Kind);
    }

    [Fact]
    public async Task Unknown_is_not_found_and_malformed_is_invalid()
    {
        var unknown = Guid.CreateVersion7().ToString();

        Assert.Equal(StatusCode.NotFound, await CodeAsync(directory.GetSiteAsync(new GetSiteRequest { SiteId = unknown })));
        Assert.Equal(StatusCode.NotFound, await CodeAsync(directory.GetWorkerAsync(new GetWorkerRequest { WorkerId = unknown })));
        Assert.Equal(StatusCode.NotFound, await CodeAsync(directory.GetServiceTypeAsync(new GetServiceTypeRequest { Code = "nothing" })));
        Assert.Equal(StatusCode.NotFound, await CodeAsync(directory.GetOrganizationAsync(new GetOrganizationRequest { Code = "nobody" })));
        Assert.Equal(StatusCode.InvalidArgument, await CodeAsync(directory.GetSiteAsync(new GetSiteRequest { SiteId = "7" })));
        Assert.Equal(StatusCode.InvalidArgument, await CodeAsync(directory.GetWorkerAsync(new GetWorkerRequest())));
        Assert.Equal(
            StatusCode.InvalidArgument,
            await CodeAsync(directory.GetServiceTypeAsync(new GetServiceTypeRequest { Code = "a\0b" }))
        );
        Assert.Equal(
            StatusCode.InvalidArgument,
            await CodeAsync(directory.GetOrganizationAsync(new GetOrganizationRequest { Code = new string('x', 51) }))
        );

        static async Task<StatusCode> CodeAsync<T>(AsyncUnaryCall<T> call) =>
            (await Assert.ThrowsAsync<RpcException>(async () => await call)).StatusCode;
    }
}
