using System.Text.Json.Nodes;

namespace SocialServices.Testing;

/// <summary>What is missing in an OpenAPI document for somebody who has nothing else.</summary>
public static class ApiDocumentation
{
    private static readonly string[] Methods = ["get", "post", "put", "delete", "patch"];

    /// <summary>A line for each operation without summary, parameter without description, and JSON body or answer without example.</summary>
    public static IReadOnlyList<string> Gaps(JsonNode document)
    {
        var gaps = new List<string>();
        foreach (var (path, item) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in item!.AsObject().Where(member => Methods.Contains(member.Key)))
            {
                var name = $"{method.ToUpperInvariant()} {path}";
                if (operation!["summary"] is null)
                {
                    gaps.Add($"{name}: summary");
                }

                gaps.AddRange(
                    (operation["parameters"]?.AsArray() ?? [])
                        .Where(p => p!["description"] is null)
                        .Select(p => $"{name}: description of {p!["name"]}")
                );
                var contents = (operation["responses"]?.AsObject() ?? [])
                    .Where(r => r.Key.StartsWith('2'))
                    .Select(r => (What: r.Key, Content: r.Value?["content"]))
                    .Append((What: "request", Content: operation["requestBody"]?["content"]));
                gaps.AddRange(
                    contents
                        .Where(c => c.Content?["application/json"] is { } json && json["example"] is null && !IsFile(json))
                        .Select(c => $"{name}: example of {c.What}")
                );
            }
        }

        return gaps;
    }

    // A file has a description of its own instead, and so has what another standard defines (FHIR).
    private static bool IsFile(JsonNode json) =>
        (string?)json["schema"]?["$ref"] is "#/components/schemas/Stream" || (string?)json["schema"]?["type"]?.ToString() is "string";
}
