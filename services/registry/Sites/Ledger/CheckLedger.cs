using Npgsql;

namespace SocialServices.Registry.Sites.Ledger;

/// <summary>
/// <c>--check-ledger</c>: proves that the ledger adds up to the counters of every site and to its reservations, and that at no
/// time there were more people than capacity. Reads one snapshot; safe while the service runs. Exit code 1 when it finds a difference.
/// </summary>
internal static class CheckLedger
{
    public const string Command = "--check-ledger";

    private const int MaxSeconds = 600;

    private const string Differences = """
        with running as (
            select id, site_id, delta_total, delta_held, delta_taken,
                   sum(delta_total) over so_far as total, sum(delta_held) over so_far as held, sum(delta_taken) over so_far as taken
            from ledger_entries window so_far as (partition by site_id order by id)),
        entries as (
            select site_id, sum(delta_total) as total, sum(delta_held) as held, sum(delta_taken) as taken from ledger_entries group by site_id),
        reserved as (
            select site_id, count(*) filter (where state = 'held') as held, count(*) filter (where state = 'taken') as taken
            from capacity_reservations group by site_id),
        moved as (
            select reservation_key, site_id, sum(delta_held) as held, sum(delta_taken) as taken
            from ledger_entries where reservation_key is not null group by reservation_key, site_id)
        select format('site %s: the counters say %s/%s/%s (total/held/taken), its entries add up to %s/%s/%s', s.id, s.total, s.held, s.taken,
                      coalesce(e.total, 0), coalesce(e.held, 0), coalesce(e.taken, 0))
        from sites s left join entries e on e.site_id = s.id
        where (s.total, s.held, s.taken) is distinct from (coalesce(e.total, 0), coalesce(e.held, 0), coalesce(e.taken, 0))
        union all
        select format('site %s: %s held and %s taken, but reservations for %s and %s', s.id, s.held, s.taken, coalesce(r.held, 0), coalesce(r.taken, 0))
        from sites s left join reserved r on r.site_id = s.id
        where (s.held, s.taken) is distinct from (coalesce(r.held, 0), coalesce(r.taken, 0))
        union all
        select format('site %s: after entry %s there were %s/%s/%s (total/held/taken)', site_id, id, total, held, taken)
        from running where held < 0 or taken < 0 or held + taken > total
        union all
        select format('reservation %s at site %s is %s, its entries add up to %s held and %s taken', r.key, r.site_id, r.state,
                      coalesce(m.held, 0), coalesce(m.taken, 0))
        from capacity_reservations r left join moved m on m.reservation_key = r.key and m.site_id = r.site_id
        where (coalesce(m.held, 0), coalesce(m.taken, 0)) is distinct from (case r.state when 'held' then 1 else 0 end, case r.state when 'taken' then 1 else 0 end)
        union all
        select format('entries of the unknown reservation %s at site %s', m.reservation_key, m.site_id)
        from moved m where not exists (select from capacity_reservations r where r.key = m.reservation_key and r.site_id = m.site_id)
        """;

    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        await using var connection = await services.GetRequiredService<NpgsqlDataSource>().OpenConnectionAsync(cancellationToken);
        var differences = await FindAsync(connection, cancellationToken);
        foreach (var difference in differences)
        {
            await Console.Out.WriteLineAsync(difference);
        }

        await using var count = new NpgsqlCommand(
            "select format('%s entries of %s sites', count(*), count(distinct site_id)) from ledger_entries",
            connection
        );
        var size = await count.ExecuteScalarAsync(cancellationToken);
        await Console.Out.WriteLineAsync(
            differences.Count == 0
                ? $"The ledger adds up: {size}."
                : $"The ledger does not add up: {differences.Count} differences in {size}."
        );
        return differences.Count == 0 ? 0 : 1;
    }

    /// <summary>A line for each difference; none when all is well.</summary>
    internal static async Task<IReadOnlyList<string>> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Differences, connection) { CommandTimeout = MaxSeconds };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var lines = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            lines.Add(reader.GetString(0));
        }

        return lines;
    }
}
