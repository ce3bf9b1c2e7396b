using SocialServices.Referrals.Data;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Referrals.Tests;

/// <summary>The operators' commands, run as the process would run them.</summary>
public sealed class CommandTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    private const string OldKey = "a passphrase for tests, long enough to be taken";
    private const string NewKey = "next year's passphrase, which is long enough too";

    [Fact]
    public async Task After_a_rotation_of_the_keys_everything_is_read_under_the_new_one_alone()
    {
        var id = await app.AnAcceptedReferralAsync();
        await app.Receiver.MovedAsync(id, "complete");
        var before = (await app.Requester.ReadAsync($"/referrals/{id}")).ToJsonString();
        var (person, key) = (Given.APerson(), Guid.NewGuid().ToString());
        var registered = await (
            await app.Requester.PostAsync(ReferralsApp.Root + "/service-users", new { person }, key)
        ).Content.ReadAsStringAsync();

        Assert.Equal(0, await RunAsync($"--Encryption:Key={NewKey}", $"--Encryption:PreviousKeys:0={OldKey}", "--rotate-keys"));

        await using var next = new ServiceApp<ReferralsDb>(
            "referralsdb",
            new()
            {
                ["Services:registry:grpc:0"] = app.Peers.Address,
                ["Services:training:grpc:0"] = app.Peers.Address,
                ["ConnectionStrings:referralsdb"] = app.Service.ServiceConnectionString,
                ["Encryption:Key"] = NewKey,
                ["Encryption:IndexKey"] = OldKey,
            }
        );
        await next.InitializeAsync();
        using var requester = next.Client(ReferralsApp.Both, "mlspp", "client-of-mlspp", ReferralsApp.SomebodyOfMlspp);

        Assert.Equal(before, (await requester.ReadAsync($"/referrals/{id}")).ToJsonString());
        Assert.Equal(
            registered,
            await (await requester.PostAsync(ReferralsApp.Root + "/service-users", new { person }, key)).Content.ReadAsStringAsync()
        );
        var found = await requester.PostAsync(
            ReferralsApp.Root + "/service-users/search",
            new { externalCode = person["externalCode"] },
            null
        );
        Assert.Single((await found.JsonAsync())["items"]!.AsArray());
    }

    [Fact]
    public async Task The_audit_log_is_whole_until_somebody_edits_it()
    {
        await using var tampered = new TamperedCopy();
        await tampered.App.InitializeAsync();
        await tampered.App.AnAcceptedReferralAsync();
        Assert.Equal(0, await RunAsync(tampered.App, "--verify-audit"));

        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => tampered.App.ScalarAsync<object?>("delete from audit_entries"));
        await tampered.App.ScalarAsync<object?>(
            """
            set session_replication_role = replica;
            update audit_entries set client = 'somebody-else' where id = (select id from audit_entries order by id limit 1);
            """
        );

        Assert.Equal(1, await RunAsync(tampered.App, "--verify-audit"));
    }

    private Task<int> RunAsync(params string[] args) => RunAsync(app, args);

    private static Task<int> RunAsync(ReferralsApp app, params string[] args)
    {
        var settings = TestSettings.For("referralsdb", app.Service.ConnectionString, app.Service.Issuer.Authority);
        settings["Services:registry:grpc:0"] = settings["Services:training:grpc:0"] = app.Peers.Address;
        string[] all =
        [
            .. settings
                .Where(setting => !args.Any(arg => arg.StartsWith($"--{setting.Key}=", StringComparison.Ordinal)))
                .Select(setting => $"--{setting.Key}={setting.Value}"),
            .. args,
        ];
        var main = typeof(ReferralsDb).Assembly.EntryPoint!;
        return Task.Run(() =>
            main.Invoke(null, [all]) is int code ? code : throw new InvalidOperationException("The entry point answers no exit code.")
        );
    }

    private sealed class TamperedCopy : IAsyncDisposable
    {
        public ReferralsApp App { get; } = new();

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
