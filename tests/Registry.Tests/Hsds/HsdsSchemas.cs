using System.Text.Json;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using SocialServices.Testing.Schemas;
using Xunit;

namespace SocialServices.Registry.Tests.Hsds;

/// <summary>The published schemas of HSDS, and answers to check against them.</summary>
internal sealed class HsdsSchemas
{
    private readonly List<string> answers = [];

    /// <param name="schema">Name of the compiled schema; with <c>#list</c> a page of it.</param>
    public void Add(string name, string schema, JsonNode answer) =>
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

    /// <summary>Fails with every answer that is not valid; skips where the schemas are absent, as in a plain clone: they are not ours to hand on.</summary>
    public Task AssertValidAsync()
    {
        var schemas = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "fixtures", "hsds"));
        Assert.SkipUnless(Directory.Exists(schemas), $"The published HSDS schemas are not here: {schemas}");
        return Ajv.AssertValidAsync("hsds.js", answers, schemas);
    }
}
