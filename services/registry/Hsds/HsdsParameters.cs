using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Hsds;

/// <summary>The parameters that an HSDS list has: by them its requests are read, and described.</summary>
internal sealed record HsdsParameters(IReadOnlyList<string> Names)
{
    private static readonly string[] OfEveryList = ["page", "per_page", "format", "search"];

    public static HsdsParameters Of(HttpRequest request) =>
        request.HttpContext.GetEndpoint()!.Metadata.GetRequiredMetadata<HsdsParameters>();

    /// <param name="filters">What the list has beside paging and search.</param>
    public static HsdsParameters With(params IEnumerable<string> filters) => new([.. OfEveryList, .. filters]);

    /// <summary><see cref="HsdsQuery"/> has the parameters of all lists, as texts.</summary>
    public Task DescribeAsync(OpenApiOperation operation)
    {
        operation.Parameters =
        [
            .. (operation.Parameters ?? []).Where(parameter =>
                parameter.In is not ParameterLocation.Query || Names.Contains(parameter.Name!)
            ),
        ];
        foreach (
            var parameter in operation.Parameters.OfType<OpenApiParameter>().Where(parameter => parameter.In is ParameterLocation.Query)
        )
        {
            parameter.Schema = SchemaOf(parameter.Name!);
        }

        return Task.CompletedTask;
    }

    private static OpenApiSchema SchemaOf(string name) =>
        name switch
        {
            "page" => Number(1, HsdsQuery.LastPage),
            "per_page" => Number(HsdsQuery.DefaultPerPage, HsdsQuery.MaxPerPage),
            "format" => new() { Type = JsonSchemaType.String, Enum = ["json"] },
            "search" => new() { Type = JsonSchemaType.String, MaxLength = HsdsQuery.MaxSearchLength },
            "modified_after" => new()
            {
                AnyOf =
                [
                    new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" },
                    new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
                ],
            },
            "full" => new() { Type = JsonSchemaType.Boolean, Default = JsonValue.Create(false) },
            _ => new() { Type = JsonSchemaType.String, Format = "uuid" },
        };

    private static OpenApiSchema Number(int otherwise, int most) =>
        new()
        {
            Type = JsonSchemaType.Integer,
            Format = "int32",
            Minimum = "1",
            Maximum = most.ToString(CultureInfo.InvariantCulture),
            Default = JsonValue.Create(otherwise),
        };
}

internal static class HsdsLists
{
    public static RouteHandlerBuilder Taking(this RouteHandlerBuilder list, params IEnumerable<string> filters)
    {
        var parameters = HsdsParameters.With(filters);
        return list.WithMetadata(parameters)
            .WithOwnQueryRules()
            .ProducesValidationProblem()
            .AddOpenApiOperationTransformer((operation, _, _) => parameters.DescribeAsync(operation));
    }
}
