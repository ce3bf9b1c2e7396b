using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;
using SocialServices.ServiceDefaults.Audit;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests.Audit;

/// <summary>What a superuser of the database does to the audit log who has neither the key nor the anchors.</summary>
public sealed class TamperingTests(AuditedNotes notes) : IClassFixture<AuditedNotes>
{
    [Fact]
    public async Task The_log_of_simultaneous_writers_is_whole_chained_and_anchored()
    {
        await using var log = await notes.CopyAsync();

        var report = await log.VerifyAsync();

        Assert.Equal((AuditedNotes.Notes, 0), (report.Entries, report.Waiting));
        Assert.Equal(AuditedNotes.Notes, report.AnchoredTo);
        Assert.Empty(report.Findings);
    }

    [Theory]
    [InlineData("client = 'somebody-else'")]
    [InlineData("at = at + interval '1 microsecond'")]
    [InlineData("person = gen_random_uuid()")]
    [InlineData("organization = null")]
    [InlineData("assurance = 'authenticated'")]
    [InlineData("purpose = 'another'")]
    [InlineData("token_id = 'another'")]
    [InlineData("action = 'read note'")]
    [InlineData("record_kind = 'case'")]
    [InlineData("record_ids = '{}'")]
    [InlineData("record_ids = record_ids || '{more}'")]
    [InlineData("outcome = 'not-found'")]
    [InlineData("detail = 'because'")]
    public async Task An_altered_entry_is_found_and_named(string change)
    {
        await using var log = await notes.CopyAsync();

        await log.TamperAsync($"update audit_entries set {change} where id = (select entry_id from audit_chain where sequence = 7)");

        var finding = Assert.Single((await log.VerifyAsync()).Findings);
        Assert.Equal(AuditFault.Altered, finding.Fault);
        Assert.EndsWith("of link 7", finding.Where, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_removed_entry_is_found_and_named()
    {
        await using var log = await notes.CopyAsync();

        await log.TamperAsync("delete from audit_entries where id = (select entry_id from audit_chain where sequence = 12)");

        var finding = Assert.Single((await log.VerifyAsync()).Findings);
        Assert.Equal(AuditFault.Removed, finding.Fault);
        Assert.EndsWith("of link 12", finding.Where, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_that_was_removed_with_its_link_is_found()
    {
        await using var log = await notes.CopyAsync();

        await log.TamperAsync(
            """
            delete from audit_entries where id = (select entry_id from audit_chain where sequence = 12);
            delete from audit_chain where sequence = 12;
            """
        );

        var findings = (await log.VerifyAsync()).Findings;
        Assert.Equal([AuditFault.Removed, AuditFault.Rewritten], findings.Select(finding => finding.Fault).Take(2));
        Assert.Equal("link 12", findings[0].Where);
    }

    [Fact]
    public async Task A_gap_that_was_closed_is_found_where_it_was()
    {
        await using var log = await notes.CopyAsync();

        await log.TamperAsync(
            """
            delete from audit_entries where id = (select entry_id from audit_chain where sequence = 12);
            delete from audit_chain where sequence = 12;
            update audit_chain set sequence = -sequence where sequence > 12;
            update audit_chain set sequence = -sequence - 1 where sequence < 0;
            """
        );

        Assert.Contains(
            (await log.VerifyAsync()).Findings,
            finding => finding.Fault is AuditFault.Rewritten && finding.Where.StartsWith("link 12,", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_chain_that_was_computed_anew_with_another_key_is_found()
    {
        await using var log = await notes.CopyAsync();
        await log.TamperAsync("delete from audit_entries where id = (select entry_id from audit_chain where sequence = 12)");

        await ComputeAnewAsync(log, AuditLogCopy.KeysOf("a key that the attacker has made up, long enough"));

        var findings = (await log.VerifyAsync()).Findings;
        Assert.Equal(
            AuditedNotes.Notes - 1,
            findings.Count(finding =>
                finding.Fault is AuditFault.Rewritten
                && finding.Where.StartsWith("link ", StringComparison.Ordinal)
                && finding.Where.Contains("of entry", StringComparison.Ordinal)
            )
        );
    }

    [Fact]
    public async Task Also_who_has_the_key_cannot_compute_the_chain_anew_behind_its_anchors()
    {
        await using var log = await notes.CopyAsync();
        await log.TamperAsync("delete from audit_entries where id = (select entry_id from audit_chain where sequence = 12)");

        await ComputeAnewAsync(log, AuditLogCopy.Keys);

        Assert.Contains((await log.VerifyAsync()).Findings, finding => finding.Fault is AuditFault.CutOff);
    }

    [Fact]
    public async Task A_cut_off_end_is_found()
    {
        await using var log = await notes.CopyAsync();

        await log.TamperAsync(
            """
            delete from audit_entries where id in (select entry_id from audit_chain where sequence > 25);
            delete from audit_chain where sequence > 25;
            """
        );

        var finding = Assert.Single((await log.VerifyAsync()).Findings);
        Assert.Equal(AuditFault.CutOff, finding.Fault);
        Assert.Matches($"ends at 25; .* up to {AuditedNotes.Notes}$", finding.Where);
    }

    [Fact]
    public async Task An_emptied_log_is_found()
    {
        await using var log = await notes.CopyAsync();

        await log.TamperAsync("truncate audit_entries, audit_chain, audit_unchained");

        Assert.Equal(AuditFault.Emptied, Assert.Single((await log.VerifyAsync()).Findings).Fault);
    }

    [Fact]
    public async Task An_entry_that_was_removed_before_it_was_chained_is_found()
    {
        await using var log = await notes.CopyAsync();

        await log.TamperAsync("insert into audit_unchained values (gen_random_uuid())");

        Assert.Equal(AuditFault.Removed, Assert.Single((await log.VerifyAsync()).Findings).Fault);
    }

    [Fact]
    public async Task An_anchor_that_was_altered_is_found_and_so_is_their_absence()
    {
        await using var log = await notes.CopyAsync();
        var file = Directory.GetFiles(log.Folder).Single();
        var text = await File.ReadAllTextAsync(file);

        await File.WriteAllTextAsync(file, Regex.Replace(text, "\"sequence\":\\d+", "\"sequence\":9999") + "half a li");
        var altered = (await log.VerifyAsync()).Findings;
        File.Delete(file);
        await log.TamperAsync("update audit_chain set at = at - interval '1 hour'");
        var missing = (await log.VerifyAsync()).Findings;

        Assert.All(altered, finding => Assert.Equal(AuditFault.AnchorDamaged, finding.Fault));
        Assert.Equal(text.Split('\n').Length, altered.Count);
        Assert.Contains(missing, finding => finding.Fault is AuditFault.AnchorMissing);
    }

    /// <summary>The owner's own mistakes are stopped too.</summary>
    [Theory]
    [InlineData("update audit_entries set client = 'somebody-else'")]
    [InlineData("delete from audit_chain")]
    [InlineData("truncate audit_entries")]
    public async Task The_owner_cannot_change_it_by_mistake(string mistake)
    {
        await using var log = await notes.CopyAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => log.AsOwnerAsync(mistake));

        Assert.Contains("append-only", refused.MessageText, StringComparison.Ordinal);
    }

    /// <summary>As the service would chain what is left, and with the name of its key.</summary>
    private static async Task ComputeAnewAsync(AuditLogCopy log, AuditKeys keys)
    {
        await using var source = log.Open();
        await using var connection = await source.OpenConnectionAsync();
        await ExecuteAsync("set session_replication_role = replica; update audit_chain set sequence = -sequence");
        var (left, previous) = (new List<(Guid Id, byte[] Signature)>(), Array.Empty<byte>());
        await using (
            var read = new NpgsqlCommand(
                "select e.id, e.signature from audit_chain c join audit_entries e on e.id = c.entry_id order by c.sequence desc",
                connection
            )
        )
        await using (var reader = await read.ExecuteReaderAsync())
        {
            while (await reader.ReadAsync())
            {
                left.Add((reader.GetGuid(0), reader.GetFieldValue<byte[]>(1)));
            }
        }

        await ExecuteAsync("delete from audit_chain");
        foreach (var (entry, index) in left.Select((entry, index) => (entry, index)))
        {
            var at = DateTimeOffset.UnixEpoch.AddDays(20_000);
            previous = keys.Sign(SignedContent.OfLink(index + 1, entry.Id, entry.Signature, at, previous));
            await using var insert = new NpgsqlCommand("insert into audit_chain values ($1, $2, $3, $4, $5)", connection);
            insert.Parameters.Add(new NpgsqlParameter { Value = index + 1L });
            insert.Parameters.Add(new NpgsqlParameter { Value = entry.Id });
            insert.Parameters.Add(new NpgsqlParameter { Value = at });
            insert.Parameters.Add(new NpgsqlParameter { Value = AuditLogCopy.Keys.ActiveId });
            insert.Parameters.Add(new NpgsqlParameter { Value = previous, NpgsqlDbType = NpgsqlDbType.Bytea });
            await insert.ExecuteNonQueryAsync();
        }

        async Task ExecuteAsync(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}
