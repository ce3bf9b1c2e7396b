using System.Text.Json;
using System.Text.Json.Nodes;
using SocialServices.Testing.Schemas;

namespace SocialServices.Registry.Tests.Hsds;

/// <summary>The published schemas of HSDS, and answers to check against them.</summary>
internal sealed class HsdsSchemas
{
    private readonly List<string> answers = [];

    /// <param name="schema">Name of the compiled schema; with <c>#list</c> a page of it.</param>
    public void Add(string name, string schema, JsonNode answer) =>
        answers.Add(JsonSerializer.Serialize(new { name, schema, answer }));

    /// <summary>Fails with every answer that is not valid.</summary>
    public Task AssertValidAsync() => Ajv.AssertValidAsync("hsds.js", answers);
}
