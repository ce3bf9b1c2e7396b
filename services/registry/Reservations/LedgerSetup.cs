using SocialServices.Registry.Sites.Ledger;

namespace SocialServices.Registry.Reservations;

internal static class LedgerSetup
{
    /// <summary>The ledger of capacity and its background work.</summary>
    public static void AddCapacityLedger(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LedgerOptions>().BindConfiguration("Ledger").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddScoped<CapacityLedger>();
        builder.Services.AddScoped<ReserveCapacity>();
        builder.Services.AddScoped<ConfirmCapacity>();
        builder.Services.AddScoped<ReleaseCapacity>();
        builder.Services.AddScoped<ExpireHolds>();
        builder.Services.AddHostedService<LedgerWatch>();
    }
}
