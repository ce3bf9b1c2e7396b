using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Messaging;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.ServiceDefaults.Hosting;

/// <summary>
/// The service, or one of its commands: <c>--migrate</c>, <c>--verify-audit</c>, <c>--rotate-keys</c>, <c>--errors</c>,
/// <c>--replay-errors</c>, <c>--release-parked TYPE</c>. A command that fails ends with a code other than 0. With the setting
/// <c>MigrateOnStart</c> the service migrates before it listens, which saves a developer's machine a process for each service.
/// </summary>
public static class ServiceCommands
{
    /// <param name="app">The process.</param>
    /// <param name="args">Its arguments.</param>
    /// <param name="afterMigration">Loads reference data, each time and without doubling anything.</param>
    /// <param name="commands">The service's own commands by argument, for example <c>--rebuild</c>; each answers the exit code.</param>
    public static async Task<int> RunServiceAsync<TDb>(
        this WebApplication app,
        string[] args,
        Func<IServiceProvider, CancellationToken, Task>? afterMigration = null,
        IReadOnlyDictionary<string, Func<IServiceProvider, CancellationToken, Task<int>>>? commands = null
    )
        where TDb : ServiceDbContext
    {
        switch (args.FirstOrDefault(arg => arg.StartsWith("--", StringComparison.Ordinal) && !arg.Contains('=')))
        {
            case { } command when commands?.GetValueOrDefault(command) is { } runAsync:
                return await InScopeAsync(app, services => runAsync(services, CancellationToken.None));
            case "--migrate":
                return await InScopeAsync(app, services => MigrateAsync<TDb>(services, afterMigration));
            case VerifyAudit.Command:
                return await InScopeAsync(app, services => VerifyAudit.RunAsync(services, CancellationToken.None));
            case "--rotate-keys":
                return await InScopeAsync(app, RotateKeysAsync);
            case "--errors":
                return await InScopeAsync(app, ErrorCommands.ListAsync);
            case "--replay-errors":
                return await InScopeAsync(app, ErrorCommands.ReplayAsync);
            case "--release-parked":
                return await InScopeAsync(
                    app,
                    services => ErrorCommands.ReleaseAsync(services, args.SkipWhile(arg => arg != "--release-parked").ElementAtOrDefault(1))
                );
            default:
                if (app.Configuration.GetValue<bool>("MigrateOnStart"))
                {
                    await using var scope = app.Services.CreateAsyncScope();
                    await MigrateAsync<TDb>(scope.ServiceProvider, afterMigration);
                }

                await app.RunAsync();
                return 0;
        }
    }

    private static async Task<int> MigrateAsync<TDb>(
        IServiceProvider services,
        Func<IServiceProvider, CancellationToken, Task>? afterMigration
    )
        where TDb : ServiceDbContext
    {
        await ServiceMigration.RunAsync<TDb>(services, CancellationToken.None);
        if (afterMigration is not null)
        {
            await afterMigration(services, CancellationToken.None);
        }

        await Console.Out.WriteLineAsync("The database is up to date.");
        return 0;
    }

    private static async Task<int> RotateKeysAsync(IServiceProvider services)
    {
        var rotated = await SealedColumns.RotateAsync(
            services.GetRequiredService<ServiceDbContext>(),
            services.GetRequiredService<NpgsqlDataSource>(),
            services.GetRequiredService<Envelope>(),
            CancellationToken.None
        );
        await Console.Out.WriteLineAsync($"{rotated} envelopes were sealed under the active key.");
        return 0;
    }

    private static async Task<int> InScopeAsync(WebApplication app, Func<IServiceProvider, Task<int>> commandAsync)
    {
        await using (app)
        {
            await using var scope = app.Services.CreateAsyncScope();
            return await commandAsync(scope.ServiceProvider);
        }
    }
}
