using Npgsql;
using SocialServices.ServiceDefaults.Audit;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests.Audit;

/// <summary>What somebody can do to the audit log who has taken over the service's own database role, but not its key.</summary>
public sealed class ServiceRoleTests(AuditedNotes notes) : IClassFixture<AuditedNotes>
{
    [Theory]
    [InlineData("update audit_entries set client = 'somebody-else'")]
    [InlineData("delete from audit_entries")]
    [InlineData("truncate audit_entries")]
    [InlineData("update audit_chain set hash = ''")]
    [InlineData("delete from audit_chain where sequence > 20")]
    [InlineData("truncate audit_chain")]
    [InlineData("truncate audit_unchained")]
    [InlineData("update audit_unchained set entry_id = entry_id")]
    [InlineData("drop table audit_entries")]
    [InlineData("alter table audit_entries disable trigger user")]
    [InlineData("alter table audit_chain owner to socialservices_test")]
    [InlineData("alter table audit_entries rename to kept")]
    [InlineData("create trigger swallow before insert on audit_entries for each row execute function audit_refuse_change()")]
    [InlineData("create rule swallow as on insert to audit_entries do instead nothing")]
    [InlineData("create or replace function audit_await_chain() returns trigger language plpgsql as $$ begin return null; end $$")]
    [InlineData("drop function audit_refuse_change() cascade")]
    [InlineData("create table public.mine (id int)")]
    [InlineData("set session_replication_role = replica")]
    [InlineData("select set_config('role', (select tableowner from pg_tables where tablename = 'audit_entries'), false)")]
    public async Task It_cannot_change_the_log(string attack)
    {
        await using var log = await notes.CopyAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(() => log.AsServiceAsync(attack));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        Assert.Empty((await log.VerifyAsync()).Findings);
    }

    [Fact]
    public async Task It_cannot_grant_itself_a_right()
    {
        await using var log = await notes.CopyAsync();
        await log.AsServiceAsync("grant all on audit_entries to socialservices_test"); // PostgreSQL warns only: there is nothing to grant

        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            log.AsServiceAsync("update audit_entries set client = 'somebody-else'")
        );

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task An_entry_that_it_makes_up_is_found()
    {
        await using var log = await notes.CopyAsync();

        await log.AsServiceAsync(
            """
            insert into audit_entries
            select gen_random_uuid(), at, person, 'somebody-else', organization, assurance, purpose, token_id, action, record_kind, record_ids, outcome,
                   detail, key_id, signature from audit_entries limit 1
            """
        );

        Assert.Equal([AuditFault.Altered], (await log.VerifyAsync()).Findings.Select(finding => finding.Fault));
    }

    [Fact]
    public async Task An_entry_that_it_keeps_from_the_chain_is_found()
    {
        await using var log = await notes.CopyAsync();
        await log.AsServiceAsync(
            """
            insert into audit_entries
            select gen_random_uuid(), at, person, client, organization, assurance, purpose, token_id, action, record_kind, record_ids, outcome,
                   detail, key_id, signature from audit_entries limit 1
            """
        );

        await log.AsServiceAsync("delete from audit_unchained");

        Assert.Equal([AuditFault.OutsideChain], (await log.VerifyAsync()).Findings.Select(finding => finding.Fault));
    }

    [Fact]
    public async Task A_link_that_it_makes_up_is_found()
    {
        await using var log = await notes.CopyAsync();
        await log.AsServiceAsync(
            """
            insert into audit_entries
            select gen_random_uuid(), at, person, client, organization, assurance, purpose, token_id, action, record_kind, record_ids, outcome,
                   detail, key_id, signature from audit_entries limit 1
            """
        );

        await log.AsServiceAsync(
            """
            insert into audit_chain select sequence + 1, (select entry_id from audit_unchained), at, key_id, hash
            from audit_chain order by sequence desc limit 1
            """
        );

        Assert.Equal([AuditFault.Altered, AuditFault.Rewritten], (await log.VerifyAsync()).Findings.Select(finding => finding.Fault));
    }
}
