using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit;

namespace SocialServices.Testing.Schemas;

/// <summary>Whether what a service answers, and what its OpenAPI document gives as examples, is valid by the document's own schemas.</summary>
public sealed class DocumentedAnswers(JsonNode document)
{
    private readonly List<string> answers = [];
    private readonly HashSet<string> answered = [];

    /// <summary>Reads the document of a service, which needs no token.</summary>
    public static async Task<DocumentedAnswers> OfAsync(HttpClient anonymous) =>
        new(await (await anonymous.GetAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).JsonAsync());

    /// <summary>GET operations that answer with JSON, and whose good answer has not been added.</summary>
    public IEnumerable<string> Unanswered =>
        Operations()
            .Where(operation =>
                operation.Method is "get"
                && operation.Content["responses"]?["200"]?["content"]?["application/json"] is not null
                && !answered.Contains(operation.Path)
            )
            .Select(operation => operation.Path);

    public DocumentedAnswers AddExamples()
    {
        foreach (var (name, schema) in document["components"]?["schemas"]?.AsObject() ?? [])
        {
            foreach (var example in schema!["examples"]?.AsArray() ?? [])
            {
                Add($"example of {name}", Pointer("components", "schemas", name), example);
            }
        }

        foreach (var (path, method, operation) in Operations())
        {
            AddExample($"{method} {path}: request", operation["requestBody"], "paths", path, method, "requestBody");
            foreach (var (status, response) in operation["responses"]!.AsObject())
            {
                AddExample($"{method} {path}: {status}", response, "paths", path, method, "responses", status);
            }
        }

        return this;
    }

    /// <summary>Adds a real answer; fails when the document does not give its status and media type for the operation.</summary>
    /// <returns>Its JSON.</returns>
    public async Task<JsonNode> AddAsync(HttpResponseMessage response)
    {
        var request = response.RequestMessage!;
        var (method, path) = (request.Method.Method.ToLowerInvariant(), PathOf(request.RequestUri!.AbsolutePath));
        var (status, media) = (
            ((int)response.StatusCode).ToString(System.Globalization.CultureInfo.InvariantCulture),
            response.Content.Headers.ContentType!.MediaType!
        );
        var name = $"{request.Method} {request.RequestUri.PathAndQuery}: {status} {media}";
        string[] steps = ["paths", path, method, "responses", status];
        if (At(steps)?["$ref"] is { } common)
        {
            steps = common.GetValue<string>().Split('/')[1..];
        }

        if (response.IsSuccessStatusCode && (method is "get" || At([.. steps, "headers", "ETag"]) is not null))
        {
            Assert.True(
                response.Headers.ETag is not null == At([.. steps, "headers", "ETag"]) is not null,
                $"{name}: ETag is {response.Headers.ETag?.ToString() ?? "absent"}, and the document says otherwise."
            );
        }

        steps = [.. steps, "content", media, "schema"];
        Assert.True(At(steps) is not null, $"{name} is not documented.");
        if (response.IsSuccessStatusCode && method is "get")
        {
            answered.Add(path);
        }

        var answer = await response.JsonAsync();
        Add(name, Pointer(steps), answer);
        return answer;
    }

    /// <summary>Fails with everything added that is not valid.</summary>
    public Task AssertValidAsync()
    {
        Assert.NotEmpty(answers);
        return Ajv.AssertValidAsync("openapi.js", answers.Prepend(document.ToJsonString()));
    }

    private void AddExample(string name, JsonNode? body, params string[] pointer)
    {
        foreach (var (media, content) in body?["content"]?.AsObject() ?? [])
        {
            var examples = (content!["examples"]?.AsObject() ?? []).Select(one => one.Value!["value"]).Append(content["example"]);
            foreach (var example in examples.OfType<JsonNode>())
            {
                Add($"example of {name}", Pointer([.. pointer, "content", media, "schema"]), example);
            }
        }
    }

    private void Add(string name, string schema, JsonNode? answer) =>
        answers.Add(
            JsonSerializer.Serialize(
                new
                {
                    name,
                    schema,
                    answer,
                }
            )
        );

    private IEnumerable<(string Path, string Method, JsonNode Content)> Operations() =>
        document["paths"]!
            .AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => (path.Key, operation.Key, operation.Value!)));

    // "/sites/{id}" for "/sites/017c…"; what is written out goes before what may be anything.
    private string PathOf(string address)
    {
        var steps = address.TrimEnd('/').Split('/');
        var path = document["paths"]!
            .AsObject()
            .Select(path => path.Key)
            .Where(path =>
                path.Split('/') is { } template
                && template.Length == steps.Length
                && template.Zip(steps).All(step => step.First.StartsWith('{') || step.First == step.Second)
            )
            .MinBy(path => path.Count(letter => letter is '{'));
        Assert.True(path is not null, $"{address} is not documented.");
        return path;
    }

    private JsonNode? At(string[] steps) => steps.Aggregate((JsonNode?)document, (node, step) => node?[step]);

    private static string Pointer(params string[] steps) =>
        string.Concat(
            steps.Select(step =>
                '/' + Uri.EscapeDataString(step.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal))
            )
        );
}
