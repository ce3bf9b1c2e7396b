using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Organizations;
using SocialServices.Registry.Sites;
using SocialServices.Registry.Workers;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>Rows that somebody writes in SQL, without the service: the database adds what the service would have added.</summary>
public sealed class BulkLoadTests
{
    private const string Load = """
        insert into places (code, kind, name_tk, name_ru, name_en) values ('TM-S', 'city', 'a', 'b', 'c');
        insert into organizations (code, kind, roles, inferred, name_tk, name_ru, name_en) values ('yenme', 'ngo-provider', '{provider}', false, 'a', 'b', 'c');
        insert into service_types (code, lead_agency_code, lead_agency_inferred, forms, target_groups, needs, required_competences, name_tk, name_ru, name_en)
            values ('families', 'yenme', false, '{}', '{}', '{}', '{}', 'a', 'b', 'c');
        insert into sites (id, organization_code, service_type_code, place_code, status, opened_at, total, held, taken, name_tk, name_ru, name_en)
            values ('01920000-0000-7000-8000-000000000001', 'yenme', 'families', 'TM-S', 'suspended', '2021-09-01T04:00:00Z', 5, 0, 0, 'a', 'b', 'c'),
                   ('01920000-0000-7000-8000-000000000002', 'yenme', 'families', 'TM-S', 'planned', '2021-10-01T04:00:00Z', 5, 0, 0, 'a', 'b', 'c');
        update sites set status = 'active' where status = 'planned';
        insert into workers (id, organization_code, role, sex, place_code, active, registered_at, personal)
            values (gen_random_uuid(), 'yenme', 'specialist', 'female', 'TM-S', true, '2021-08-31T20:00:00Z', '\x00');
        """;

    [Fact]
    public async Task Loaded_sites_and_workers_have_statuses_posts_and_roles()
    {
        await using var database = await TestDatabase.CreateAsync();
        var options = new DbContextOptionsBuilder<RegistryDb>().UseNpgsql(database.ConnectionString).Options;
        await Migrations.ApplyAsync(options);
        await using var db = Migrations.Open(options);

        await db.Database.ExecuteSqlRawAsync(
            Load.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal)
        );

        var statuses = await db.SiteStatuses.OrderBy(s => s.SiteId).ThenBy(s => s.Id).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(["01 Suspended", "02 Planned", "02 Active"], statuses.Select(s => $"{s.SiteId.ToString()[^2..]} {s.Status}"));
        Assert.Equal([new(2021, 9, 1), new(2021, 10, 1)], statuses.Take(2).Select(s => DateOnly.FromDateTime(s.Since.UtcDateTime)));
        var worker = await db.Workers.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal([new WorkerPost("yenme", WorkerRole.Specialist, "TM-S", new(2021, 9, 1))], worker.Posts);
        var organization = await db.Organizations.SingleAsync(TestContext.Current.CancellationToken);
        Assert.Equal([new(ProgrammeRole.Provider)], organization.RolePeriods);
        var site = await db.Sites.FirstAsync(TestContext.Current.CancellationToken);
        Assert.Equal(AccreditationState.None, site.AccreditationOn(new(2026, 1, 1)));
    }
}
