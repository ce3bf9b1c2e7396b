namespace SocialServices.Registry.Ledger;

internal static class LedgerSetup
{
    /// <summary>The ledger of places and the work that it does by itself.</summary>
    public static void AddPlacesLedger(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<LedgerOptions>().BindConfiguration("Ledger").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddScoped<PlacesLedger>();
        builder.Services.AddScoped<ReservePlace>();
        builder.Services.AddScoped<ConfirmPlace>();
        builder.Services.AddScoped<ReleasePlace>();
        builder.Services.AddScoped<ExpireHolds>();
        builder.Services.AddHostedService<LedgerWatch>();
    }
}
