using Npgsql;
using Xunit;

namespace SocialServices.Training.Tests.Support;

/// <summary>
/// Proof that a refused request left nothing behind: no row, no audit entry of a change, no event, no key. An answer that is shown again
/// is audited.
/// </summary>
internal static class Unchanged
{
    private const string Everything = """
        select concat_ws(' ',
            (select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from courses t),
            (select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from sessions t),
            (select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from enrolments t),
            (select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from attendance t),
            (select md5(coalesce(string_agg(t::text, '' order by t::text), '')) from certificates t),
            (select count(*) from course_changes), (select count(*) from signing_delegations), (select count(*) from programme_versions), (select count(*) from outbox), (select count(*) from audit_entries where outcome = 'done' and action <> 'repeat answer'), (select count(*) from idempotency_keys))
        """;

    public static async Task<HttpResponseMessage> NothingChangesAsync(
        this TrainingFixture training,
        Func<Task<HttpResponseMessage>> sendAsync
    )
    {
        var before = await ReadAsync(training);
        var response = await sendAsync();
        Assert.Equal(before, await ReadAsync(training));
        return response;
    }

    private static async Task<string> ReadAsync(TrainingFixture training)
    {
        await using var source = NpgsqlDataSource.Create(training.App.ConnectionString);
        await using var command = source.CreateCommand(Everything);
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
