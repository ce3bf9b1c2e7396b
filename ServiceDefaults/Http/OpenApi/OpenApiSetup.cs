using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.ServiceDefaults.OpenApi;

/// <summary>The service's part of the OpenAPI 3.1 document: its operations with the scope each needs.</summary>
internal static class OpenApiSetup
{
    private static readonly OpenApiSecurityScheme ClientCredentials = new()
    {
        Type = SecuritySchemeType.OAuth2,
        Description = "OAuth 2.0 client credentials (RFC 6749 4.4).",
        Flows = new OpenApiOAuthFlows
        {
            ClientCredentials = new OpenApiOAuthFlow
            {
                TokenUrl = new Uri("/oauth/token", UriKind.Relative),
                Scopes = Scopes.All.ToDictionary(scope => scope, scope => scope),
            },
        },
    };

    private static readonly OpenApiParameter IdempotencyHeader = new()
    {
        Name = IdempotentEndpoint.Header,
        In = ParameterLocation.Header,
        Required = true,
        Description =
            "1 to 100 characters of your choice. A request repeated with the same key within 30 days gets the first answer and changes nothing.",
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String,
            MinLength = 1,
            MaxLength = IdempotentEndpoint.MaxKeyLength,
        },
    };

    public static void AddOpenApiDocument(this IServiceCollection services, string name) =>
        services.AddOpenApi(
            "v1",
            options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                var schemas = new DocumentedSchemas();
                options.CreateSchemaReferenceId = type =>
                    OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name ? schemas.NameOf(type.Type, name) : null;
                options.AddDocumentTransformer(
                    (document, _, _) =>
                    {
                        document.Info = new OpenApiInfo { Title = $"Social services: {name}", Version = "v1" };
                        document.Servers = [];
                        document.AddComponent("oauth2", ClientCredentials);
                        return Task.CompletedTask;
                    }
                );
                options.AddOperationTransformer(
                    (operation, context, _) =>
                    {
                        var scopes = context
                            .Description.ActionDescriptor.EndpointMetadata.OfType<RequiredScope>()
                            .Select(scope => scope.Name)
                            .ToList();
                        if (scopes.Count > 0)
                        {
                            operation.Description = $"{operation.Description}\n\nScope: `{string.Join("`, `", scopes)}`".Trim();
                            operation.Security =
                            [
                                new OpenApiSecurityRequirement
                                {
                                    [new OpenApiSecuritySchemeReference("oauth2", context.Document)] = scopes,
                                },
                            ];
                        }

                        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IdempotentEndpoint>().Any())
                        {
                            (operation.Parameters ??= []).Add(IdempotencyHeader);
                        }

                        return Task.CompletedTask;
                    }
                );
                options.AddOperationTransformer(new DocumentedOperations());
                options.AddOperationTransformer(new DocumentedTags());
                options.AddSchemaTransformer(new DocumentedValues());
                options.AddDocumentTransformer(new DocumentedProblems());
                options.AddDocumentTransformer(new AbsentMembers());
                options.AddDocumentTransformer(schemas);
            }
        );
}
