using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Sites;
using SocialServices.Registry.Workers;
using SocialServices.ServiceDefaults.Data;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>What stood in the register before it learnt more stays, and the previous version may still write.</summary>
public sealed class UpgradeTests
{
    private const string Before = """
        insert into places (code, kind, name_tk, name_ru, name_en) values ('TM-S', 'city', 'a', 'b', 'c');
        insert into organizations (code, kind, roles, inferred, name_tk, name_ru, name_en) values ('yenme', 'ngo-provider', '{provider}', false, 'a', 'b', 'c');
        insert into service_types (code, lead_agency_code, lead_agency_inferred, forms, target_groups, needs, required_competences, name_tk, name_ru, name_en)
            values ('families', 'yenme', false, '{}', '{}', '{}', '{}', 'a', 'b', 'c');
        """;

    private const string Opened = """
        insert into sites (id, organization_code, service_type_code, place_code, status, opened_at, total, held, taken, name_tk, name_ru, name_en)
            values ('01920000-0000-7000-8000-000000000001', 'yenme', 'families', 'TM-S', 'suspended', '2021-09-01T04:00:00Z', 5, 0, 0, 'a', 'b', 'c'),
                   ('01920000-0000-7000-8000-000000000002', 'yenme', 'families', 'TM-S', 'planned', '2021-10-01T04:00:00Z', 5, 0, 0, 'a', 'b', 'c');
        insert into outbox (event_id, type, data, occurred_at) values
            (gen_random_uuid(), 'registry.site-opened.v1', '{"siteId": "01920000-0000-7000-8000-000000000001", "status": "active"}', '2021-09-01T04:00:00Z'),
            (gen_random_uuid(), 'registry.site-status-changed.v1', '{"siteId": "01920000-0000-7000-8000-000000000001", "status": "suspended"}', '2021-11-01T04:00:00Z');
        """;

    private const string Registered = """
        insert into workers (id, organization_code, role, sex, place_code, active, registered_at, personal)
            values (gen_random_uuid(), 'yenme', 'specialist', 'female', 'TM-S', true, '2021-08-31T20:00:00Z', '\x00');
        """;

    [Fact]
    public async Task What_is_there_already_gets_a_history_of_statuses_and_a_post()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = Migrations.Open(new DbContextOptionsBuilder<RegistryDb>().UseNpgsql(database.ConnectionString).Options);
        await RunAsync(
            db,
            [
                MigrationScript.ServiceTables,
                .. Scripts()
                    .TakeWhile(script => !script.Name.Contains("0007_sites", StringComparison.Ordinal))
                    .Select(script => script.Sql),
            ]
        );
        await RunAsync(db, [Before, Opened, Registered]);

        await RunAsync(
            db,
            [.. Scripts().SkipWhile(script => !script.Name.Contains("0007_sites", StringComparison.Ordinal)).Select(script => script.Sql)]
        );
        await RunAsync(db, [Registered]); // by the previous version, which is still there

        Assert.Equal(
            ["01 Active 2021-09-01", "01 Suspended 2021-11-01", "02 Planned 2021-10-01"],
            (await db.SiteStatuses.OrderBy(p => p.SiteId).ThenBy(p => p.Id).ToListAsync(TestContext.Current.CancellationToken)).Select(p =>
                $"{p.SiteId.ToString()[^2..]} {p.Status} {p.Since:yyyy-MM-dd}"
            )
        );
        var workers = await db.Workers.ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, workers.Count);
        Assert.All(
            workers,
            worker => Assert.Equal([new WorkerPost("yenme", WorkerRole.Specialist, "TM-S", new(2021, 9, 1))], worker.Posts)
        );
        Assert.Equal(
            AccreditationState.None,
            (await db.Sites.FirstAsync(TestContext.Current.CancellationToken)).AccreditationOn(new(2026, 1, 1))
        );
    }

    // EF goes to a migration by name only when its id begins with 14 digits; ours do not.
    private static IEnumerable<(string Name, string Sql)> Scripts() =>
        typeof(RegistryDb)
            .Assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name =>
            {
                using var reader = new StreamReader(typeof(RegistryDb).Assembly.GetManifestResourceStream(name)!);
                return (name, reader.ReadToEnd());
            });

    private static async Task RunAsync(RegistryDb db, IEnumerable<string> scripts)
    {
        foreach (var script in scripts)
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = script;
            await db.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }
    }
}
