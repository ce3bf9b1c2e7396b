using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports;

internal static class ImportEndpoints
{
    public static void MapImports(this WebApplication app)
    {
        var imports = app.MapGroup("/api/v1/registry/imports").WithTags("Imports").RequireScope(Scopes.RegistryWrite);
        ReceiveImport.Map(imports, app.Services.GetRequiredService<IOptions<ImportOptions>>().Value);
        ListImports.Map(imports);
        GetImport.Map(imports);
        ReadFindings.Map(imports);
        ListDuplicates.Map(imports);
        CancelImport.Map(imports);
    }
}
