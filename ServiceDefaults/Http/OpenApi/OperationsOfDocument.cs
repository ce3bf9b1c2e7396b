using Microsoft.OpenApi;

namespace SocialServices.ServiceDefaults.OpenApi;

internal static class OperationsOfDocument
{
    public static IEnumerable<OpenApiOperation> Operations(this OpenApiDocument document) =>
        document.Paths.SelectMany(path => path.Value.Operations?.Values ?? Enumerable.Empty<OpenApiOperation>());

    /// <summary>The bodies that the operation may answer with, by media type.</summary>
    public static IEnumerable<IDictionary<string, OpenApiMediaType>> Answers(this OpenApiOperation operation) =>
        (operation.Responses ?? []).Select(response => response.Value.Content).OfType<IDictionary<string, OpenApiMediaType>>();
}
