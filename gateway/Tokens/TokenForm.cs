using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SocialServices.Gateway.Tokens;

/// <summary>The body of a token request.</summary>
internal static class TokenForm
{
    private const string MediaType = "application/x-www-form-urlencoded";

    /// <returns>Null when the body is no form.</returns>
    public static async Task<IFormCollection?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentType?.StartsWith(MediaType, StringComparison.OrdinalIgnoreCase) is not true)
        {
            return null;
        }

        try
        {
            return await request.ReadFormAsync(cancellationToken);
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Describes it by hand: declared as accepted type, another one would get 415 from routing instead of an OAuth error.</summary>
    public static Task DescribeAsync(
        OpenApiOperation operation,
        OpenApiOperationTransformerContext context,
        CancellationToken cancellationToken
    )
    {
        operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                [MediaType] = new OpenApiMediaType
                {
                    Schema = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Required = new HashSet<string> { "grant_type" },
                        Properties = new Dictionary<string, IOpenApiSchema>
                        {
                            ["grant_type"] = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["client_credentials"] },
                            ["client_id"] = Text("Unless it is in the Authorization header."),
                            ["client_secret"] = Text("Unless it is in the Authorization header."),
                            ["scope"] = Text("Space separated; all granted scopes when left out."),
                        },
                    },
                },
            },
        };
        return Task.CompletedTask;
    }

    private static OpenApiSchema Text(string description) => new() { Type = JsonSchemaType.String, Description = description };
}
