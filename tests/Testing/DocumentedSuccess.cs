using System.Text.Json.Nodes;
using Xunit;

namespace SocialServices.Testing;

/// <summary>Whether an OpenAPI document says what every operation answers when all goes well.</summary>
public static class DocumentedSuccess
{
    private static readonly string[] WithoutBody = ["202", "204"];

    /// <summary>Fails with a line for each operation without a good answer, and for each good answer whose media type or ETag is not told.</summary>
    public static async Task AssertToldAsync(HttpClient anonymous)
    {
        var document = await (await anonymous.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).JsonAsync();
        var gaps = string.Join('\n', OperationsOf(document).SelectMany(o => Gaps($"{o.Method} {o.Path}", o.Operation)));
        Assert.True(gaps.Length == 0, gaps);
    }

    private static IEnumerable<string> Gaps(string name, JsonNode operation)
    {
        var good = operation["responses"]!.AsObject().Where(answer => answer.Key.StartsWith('2')).ToList();
        if (good.Count == 0)
        {
            yield return $"{name}: good answer";
        }

        foreach (var (status, answer) in operation["responses"]!.AsObject().Where(answer => answer.Key.StartsWith('4')))
        {
            if (HasTemplate(answer!))
            {
                yield return $"{name}: address in the example of {status}";
            }
        }

        foreach (var (status, answer) in good.Where(answer => !WithoutBody.Contains(answer.Key)))
        {
            if (answer!["content"] is not JsonObject { Count: > 0 } content)
            {
                yield return $"{name}: media type of {status}";
                continue;
            }

            if (TakesTag(operation) && answer["headers"]?["ETag"] is null)
            {
                yield return $"{name}: ETag of {status}";
            }

            foreach (var (media, _) in content.Where(media => media.Value!["schema"] is null || IsTextAsObject(media.Key, media.Value)))
            {
                yield return $"{name}: schema of {media}";
            }
        }
    }

    private static bool HasTemplate(JsonNode answer) =>
        answer["content"]?["application/problem+json"] is { } problem
        && (problem["examples"]?.AsObject() ?? [])
            .Select(one => one.Value!["value"])
            .Append(problem["example"])
            .Any(example => example?["instance"]?.GetValue<string>().Contains('{') is true);

    private static bool TakesTag(JsonNode operation) =>
        operation["parameters"]?.AsArray().Any(parameter => (string?)parameter!["name"] is "If-Match") is true;

    private static bool IsTextAsObject(string media, JsonNode content) =>
        media.StartsWith("text/", StringComparison.Ordinal) && (string?)content["schema"]!["type"] is not "string";

    private static IEnumerable<(string Path, string Method, JsonNode Operation)> OperationsOf(JsonNode document) =>
        document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => (path.Key, operation.Key.ToUpperInvariant(), operation.Value!)));
}
