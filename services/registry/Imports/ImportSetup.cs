namespace SocialServices.Registry.Imports;

internal static class ImportSetup
{
    public static void AddImports(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<ImportOptions>().BindConfiguration("Imports").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ImportSignal>();
        builder.Services.AddSingleton<UploadGate>();
        builder.Services.AddScoped<ImportQueue>();
        builder.Services.AddScoped<RunImport>();
        builder.Services.AddHostedService<ImportWorker>();
    }
}
