using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Testing;

/// <summary>A service's database outside its process.</summary>
public static class Migrations
{
    public static async Task ApplyAsync<TDb>(DbContextOptions<TDb> options)
        where TDb : ServiceDbContext
    {
        await using var db = Open(options);
        await ServiceMigration.MigrateAsync(db, TestDatabase.ServiceRole, CancellationToken.None);
    }

    /// <summary>The context as the service makes it, with <c>service:test</c> as actor.</summary>
    public static TDb Open<TDb>(DbContextOptions<TDb> options)
        where TDb : ServiceDbContext
    {
        var quiet = new DbContextOptionsBuilder<TDb>(options)
            .ConfigureWarnings(warnings => warnings.Ignore(RelationalEventId.PendingModelChangesWarning))
            .AddInterceptors(new SignAuditEntries(new AuditKeys(Options.Create(new AuditOptions { Key = TestSettings.AuditKey }))))
            .Options;
        var services = new ServiceCollection()
            .AddHttpContextAccessor()
            .AddSingleton(new ServiceIdentity("test"))
            .AddScoped<RequestContext>()
            .BuildServiceProvider();
        return ActivatorUtilities.CreateInstance<TDb>(services, quiet, services.GetRequiredService<RequestContext>(), TimeProvider.System);
    }
}
