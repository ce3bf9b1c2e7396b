using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>The service's part of the OpenAPI 3.1 document: its operations with the scope each needs.</summary>
internal static class OpenApiDocument
{
    public static void AddOpenApiDocument(this IServiceCollection services, string name) =>
        services.AddOpenApi("v1", options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.AddDocumentTransformer((document, _, _) =>
            {
                document.Info = new OpenApiInfo { Title = $"Social services: {name}", Version = "v1" };
                document.Servers = [];
                return Task.CompletedTask;
            });
            options.AddOperationTransformer((operation, context, _) =>
            {
                var scopes = context.Description.ActionDescriptor.EndpointMetadata.OfType<RequiredScope>().Select(scope => scope.Name).ToList();
                if (scopes.Count > 0)
                {
                    operation.Description = $"{operation.Description}\n\nScope: `{string.Join("`, `", scopes)}`".Trim();
                    operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference("oauth2", context.Document)] = scopes }];
                }

                return Task.CompletedTask;
            });
        });
}
