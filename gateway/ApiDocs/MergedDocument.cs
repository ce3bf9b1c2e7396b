using System.Text.Json.Nodes;

namespace SocialServices.Gateway.ApiDocs;

/// <summary>Makes one OpenAPI 3.1 document of several.</summary>
internal static class MergedDocument
{
    /// <summary>The area of what no service answers but the gateway itself.</summary>
    public const string Gateway = "gateway";

    private const string Components = "#/components/";

    /// <summary>Takes over the operations under <paramref name="paths"/> and all components, their names made unique by the area's name.</summary>
    /// <param name="target">The document that grows.</param>
    /// <param name="source">A service's document; not changed.</param>
    /// <param name="area">The service.</param>
    /// <param name="paths">What of it is reachable from outside.</param>
    public static void Add(JsonObject target, JsonObject source, string area, IReadOnlyList<string> paths)
    {
        var copy = source.DeepClone().AsObject();
        Rename(copy, area);
        foreach (var (name, item) in copy["paths"]?.AsObject().ToList() ?? [])
        {
            if (paths.Any(path => name.StartsWith(path, StringComparison.Ordinal)))
            {
                copy["paths"]!.AsObject().Remove(name);
                Section(target, "paths")[name] = NameOperations(name, item!.AsObject(), area);
            }
        }

        foreach (var (kind, components) in copy["components"]?.AsObject().ToList() ?? [])
        {
            if (kind is "securitySchemes")
            {
                continue; // every service means the gateway's
            }

            foreach (var (name, component) in components!.AsObject().ToList())
            {
                components.AsObject().Remove(name);
                Section(Section(target, "components"), kind)[$"{area}.{name}"] = component;
            }
        }

        AddTags(target, copy);
    }

    private static JsonObject NameOperations(string path, JsonObject item, string area)
    {
        foreach (var operation in item.Select(member => member.Value).OfType<JsonObject>())
        {
            if (operation["operationId"] is { } id)
            {
                operation["operationId"] = $"{area}.{id.GetValue<string>()}";
            }

            EdgeAnswers.AddTo(path, operation, forwarded: area is not Gateway);
        }

        return item;
    }

    private static void AddTags(JsonObject target, JsonObject source)
    {
        if (target["tags"] is not JsonArray tags)
        {
            target["tags"] = tags = [];
        }

        foreach (var tag in source["tags"]?.AsArray().ToList() ?? [])
        {
            if (tags.All(known => known!["name"]!.GetValue<string>() != tag!["name"]!.GetValue<string>()))
            {
                tags.Add(tag!.DeepClone());
            }
        }
    }

    private static void Rename(JsonNode? node, string area)
    {
        switch (node)
        {
            case JsonObject map:
                foreach (var (name, value) in map.ToList())
                {
                    if (name is "$ref" && value is JsonValue reference && reference.TryGetValue<string>(out var target))
                    {
                        map[name] = Renamed(target, area);
                    }
                    else if (name is "discriminator" && value?["mapping"] is JsonObject mapping)
                    {
                        foreach (var (key, schema) in mapping.ToList())
                        {
                            mapping[key] = Renamed(schema!.GetValue<string>(), area);
                        }
                    }
                    else
                    {
                        Rename(value, area);
                    }
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Rename(item, area);
                }

                break;
        }
    }

    // "#/components/schemas/Site/properties/name" -> "#/components/schemas/registry.Site/properties/name"
    private static string Renamed(string reference, string area) =>
        reference.StartsWith(Components, StringComparison.Ordinal)
        && reference.Split('/', 4) is [var root, var components, var kind, var rest]
            ? $"{root}/{components}/{kind}/{area}.{rest}"
            : reference;

    private static JsonObject Section(JsonObject owner, string name)
    {
        if (owner[name] is not JsonObject section)
        {
            owner[name] = section = [];
        }

        return section;
    }
}
