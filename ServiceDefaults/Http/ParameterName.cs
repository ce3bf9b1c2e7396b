using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>Names of parameters, headers and members as the documents have them, where the framework says those of the code.</summary>
internal static class ParameterName
{
    /// <param name="code">A parameter of a handler, or a property of a record of parameters.</param>
    /// <param name="endpoint">Whose parameter it is; null when that is not known any more.</param>
    public static string Of(string code, Endpoint? endpoint) =>
        Find(code, endpoint) is { } parameter
        && parameter
            .GetCustomAttributes(inherit: true)
            .OfType<IModelNameProvider>()
            .FirstOrDefault(attribute => attribute.Name is not null)
            ?.Name
            is { } name
            ? name
            : JsonNamingPolicy.CamelCase.ConvertName(code);

    /// <summary>The parameter itself.</summary>
    public static ParameterInfo? Find(string code, Endpoint? endpoint) =>
        endpoint
            ?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>()
            .FirstOrDefault(parameter => parameter.Name.Equals(code, StringComparison.OrdinalIgnoreCase))
            ?.ParameterInfo;

    /// <summary>The path of a member that the validator names, such as <c>Person.BirthDate</c>.</summary>
    public static string OfPath(string path, Endpoint? endpoint) =>
        path.Split('.') is [var first, .. var rest]
            ? string.Join('.', [Of(first, endpoint), .. rest.Select(JsonNamingPolicy.CamelCase.ConvertName)])
            : path;
}
