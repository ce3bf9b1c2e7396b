using System.Diagnostics;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using SocialServices.Gateway.Data;
using SocialServices.Gateway.SigningKeys;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Gateway.Tests;

public sealed class SigningKeyTests : IAsyncLifetime
{
    private readonly GatewayApp app = new(GatewayApp.Settings());

    public async ValueTask InitializeAsync() => await app.InitializeAsync();

    public ValueTask DisposeAsync() => app.DisposeAsync();

    [Fact]
    public async Task A_new_key_is_announced_then_signs_and_the_old_one_leaves_when_its_last_token_has_ended()
    {
        using var http = await app.ClientAsync("office");
        var first = await SignerAsync();
        Assert.Equal([first], await PublishedAsync());

        await MoveAsync(TimeSpan.FromDays(88.9));
        Assert.Equal([first], await PublishedAsync());

        await MoveAsync(TimeSpan.FromDays(89.1)); // the next key is announced a day before the first one's 90 days are over
        var announced = await PublishedAsync();
        Assert.Equal(2, announced.Count);
        Assert.Equal(first, await SignerAsync());

        await MoveAsync(TimeSpan.FromDays(90.2));
        Assert.Equal(announced[1], await SignerAsync());
        Assert.Equal([announced[1]], await PublishedAsync());
    }

    [Fact]
    public async Task Tokens_of_the_old_key_stay_valid_after_a_rotation()
    {
        var old = await SignerAsync();
        await RotateAsync();
        await MoveAsync(TimeSpan.FromDays(1) - TimeSpan.FromMinutes(5));
        using var http = await app.ClientAsync("office");
        Assert.Equal(old, await SignerAsync());

        await MoveAsync(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));

        Assert.NotEqual(old, await SignerAsync());
        Assert.Equal(2, (await PublishedAsync()).Count);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/api/v1/gateway/clients")).StatusCode);
        using var fresh = await app.ClientAsync("office");
        Assert.Equal(HttpStatusCode.OK, (await fresh.GetAsync("/api/v1/gateway/clients")).StatusCode);
    }

    [Fact]
    public async Task A_token_of_a_withdrawn_key_is_refused()
    {
        using var http = await app.ClientAsync("office");
        await RotateAsync();

        await MoveAsync(TimeSpan.FromDays(1) + TimeSpan.FromHours(1));

        Assert.Equal(HttpStatusCode.Unauthorized, (await http.GetAsync("/api/v1/gateway/clients")).StatusCode);
        Assert.Equal(1, await app.InDatabaseAsync(db => db.SigningKeys.CountAsync()));
    }

    [Fact]
    public async Task Replicas_that_start_together_agree_on_one_key()
    {
        await using var database = await TestDatabase.CreateAsync();
        await Migrations.ApplyAsync(new DbContextOptionsBuilder<GatewayDb>().UseNpgsql(database.ConnectionString).Options);
        var replicas = Enumerable
            .Range(0, 3)
            .Select(_ => new GatewayApp(GatewayApp.Settings(("ConnectionStrings:gatewaydb", database.ServiceConnectionString))))
            .ToList();

        await Task.WhenAll(replicas.Select(replica => Task.Run(async () => await replica.InitializeAsync())));

        var signers = await Task.WhenAll(
            replicas.Select(async replica => new JsonWebToken(await replica.TokenAsync("office", GatewayApp.SecretOf("office"))).Kid)
        );
        Assert.Single(signers.Distinct());
        foreach (var replica in replicas)
        {
            await replica.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_command_makes_the_next_key_which_running_replicas_take_over()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(GatewayDb).Assembly.Location, "--rotate-signing-key"])
        {
            RedirectStandardOutput = true,
            Environment =
            {
                ["ConnectionStrings__gatewaydb"] = app.ServiceConnectionString,
                ["ConnectionStrings__messaging"] = "amqp://127.0.0.1:9",
                ["Services__registry__grpc__0"] = GatewayApp.Nowhere,
                ["Audit__Key"] = TestSettings.AuditKey,
                ["Audit__AnchorDirectory"] = TestDatabase.AnchorsOf(app.ConnectionString),
                ["Encryption__Key"] = "a passphrase for tests, long enough to be taken",
            },
        };
        using var command = Process.Start(start)!;
        var said = await command.StandardOutput.ReadToEndAsync();
        await command.WaitForExitAsync();

        Assert.Equal(0, command.ExitCode);
        Assert.Contains("signs from", said, StringComparison.Ordinal);
        await MoveAsync(TimeSpan.Zero);
        Assert.Equal(2, (await PublishedAsync()).Count);
        Assert.Equal(
            2,
            await app.InDatabaseAsync(db =>
                db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from audit_entries where action = 'create signing key'")
                    .SingleAsync()
            )
        );
    }

    private async Task<string> SignerAsync() => new JsonWebToken(await app.TokenAsync("office", GatewayApp.SecretOf("office"))).Kid;

    private async Task<IReadOnlyList<string>> PublishedAsync()
    {
        using var http = app.Anonymous();
        return
        [
            .. (await (await http.GetAsync("/.well-known/jwks.json")).JsonAsync())["keys"]!
                .AsArray()
                .Select(key => key!["kid"]!.GetValue<string>()),
        ];
    }

    /// <summary>Moves the clock to this long after the start, and does what the gateway does every minute.</summary>
    private Task MoveAsync(TimeSpan sinceStart)
    {
        app.Clock.SetAhead(sinceStart);
        return app.Services.GetRequiredService<KeyRing>().RefreshAsync(TestContext.Current.CancellationToken);
    }

    private async Task RotateAsync()
    {
        await app.InDatabaseAsync(db => app.Services.GetRequiredService<KeyRing>().RotateAsync(db, TestContext.Current.CancellationToken));
        await app.InDatabaseAsync(db => app.Services.GetRequiredService<KeyRing>().RotateAsync(db, TestContext.Current.CancellationToken)); // twice makes one
    }
}
