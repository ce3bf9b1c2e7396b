using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>Registers what imports of a service share.</summary>
public static class ImportSetup
{
    /// <summary>Uploads, their queue, and a worker in this replica.</summary>
    /// <typeparam name="TImport">The service's kind of import.</typeparam>
    /// <typeparam name="TRun">Reads its files and writes the records.</typeparam>
    public static void AddImports<TImport, TRun>(this WebApplicationBuilder builder)
        where TImport : FileImport
        where TRun : ImportRun<TImport>
    {
        builder.Services.AddOptions<ImportOptions>().BindConfiguration("Imports").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<ImportSignal>();
        builder.Services.AddSingleton<ImportMeter>();
        builder.Services.AddSingleton<UploadGate>();
        builder.Services.AddScoped<ImportQueue<TImport>>();
        builder.Services.AddScoped<ImportRun<TImport>, TRun>();
        builder.Services.AddHostedService<ImportWorker<TImport>>();
    }
}
