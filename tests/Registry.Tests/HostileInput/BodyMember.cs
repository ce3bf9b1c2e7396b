using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialServices.Registry.Tests.HostileInput;

internal enum MemberKind
{
    Text,
    Number,
    Flag,
    Day,
    Word,
    List,
    Form,
}

/// <summary>A member of a request's body, however deep; the first item of a list stands for all.</summary>
/// <param name="Path">As <c>errors</c> names it: <c>posts[0].place</c>.</param>
/// <param name="Steps">Names of members, and numbers of items.</param>
/// <param name="Type">Without <c>?</c>.</param>
internal sealed record BodyMember(string Path, IReadOnlyList<object> Steps, Type Type)
{
    private const string Marker = "%%%";

    public MemberKind Kind =>
        Type == typeof(string) ? MemberKind.Text
        : Type == typeof(bool) ? MemberKind.Flag
        : Type == typeof(DateOnly) ? MemberKind.Day
        : Type.IsEnum ? MemberKind.Word
        : Type.IsPrimitive ? MemberKind.Number
        : ItemOf(Type) is not null ? MemberKind.List
        : MemberKind.Form;

    /// <summary>All members of a body of the type.</summary>
    public static IEnumerable<BodyMember> AllOf(Type body) => Below(new("", [], body));

    /// <summary>A body that is in order but for this member.</summary>
    /// <param name="body">In order.</param>
    /// <param name="value">JSON, perhaps not valid.</param>
    public string Spoil(string body, string value)
    {
        var root = JsonNode.Parse(body)!;
        var (at, type) = (root, (Type?)null);
        foreach (var (index, step) in Steps.SkipLast(1).Index())
        {
            type = Steps.Take(index + 1).Aggregate(RootType, Follow);
            if (Get(at, step) is not { } next)
            {
                Set(at, step, next = Sample(type)!);
            }

            at = next;
        }

        Set(at, Steps[^1], Marker);
        return root.ToJsonString(JsonSerializerOptions.Web).Replace($"\"{Marker}\"", value, StringComparison.Ordinal);
    }

    private Type RootType { get; init; } = Type;

    private static IEnumerable<BodyMember> Below(BodyMember member)
    {
        var parts = member.Kind switch
        {
            MemberKind.List => [new BodyMember($"{member.Path}[0]", [.. member.Steps, 0], Bare(ItemOf(member.Type)!))],
            MemberKind.Form => Properties(member.Type)
                .Select(property => new BodyMember(
                    $"{member.Path}.{NameOf(property)}".TrimStart('.'),
                    [.. member.Steps, NameOf(property)],
                    Bare(property.PropertyType)
                )),
            _ => [],
        };
        return parts.Select(part => part with { RootType = member.RootType }).SelectMany(part => Below(part).Prepend(part));
    }

    // What is needed of it, and no more.
    private static JsonNode? Sample(Type type) =>
        new BodyMember("", [], type).Kind switch
        {
            MemberKind.Text => "x",
            MemberKind.Number => 1,
            MemberKind.Flag => false,
            MemberKind.Day => "2021-01-01",
            MemberKind.Word => JsonNamingPolicy.KebabCaseLower.ConvertName(Enum.GetNames(type)[0]),
            MemberKind.List => new JsonArray(Sample(Bare(ItemOf(type)!))),
            _ => new JsonObject(
                Properties(type)
                    .Where(IsNeeded)
                    .Select(property => KeyValuePair.Create(NameOf(property), Sample(Bare(property.PropertyType))))
            ),
        };

    private static JsonNode? Get(JsonNode at, object step) => step is int index ? at.AsArray().ElementAtOrDefault(index) : at[(string)step];

    private static void Set(JsonNode at, object step, JsonNode value)
    {
        if (step is string name)
        {
            at[name] = value;
        }
        else if (at.AsArray() is { Count: 0 } list)
        {
            list.Add(value);
        }
        else
        {
            at[(int)step] = value;
        }
    }

    private static Type Follow(Type type, object step) =>
        Bare(step is string name ? Properties(type).Single(property => NameOf(property) == name).PropertyType : ItemOf(type)!);

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties()
            .Where(property =>
                type.GetConstructors().Any(constructor => constructor.GetParameters().Any(parameter => parameter.Name == property.Name))
            );

    private static bool IsNeeded(PropertyInfo property) =>
        !property
            .DeclaringType!.GetConstructors()
            .SelectMany(constructor => constructor.GetParameters())
            .First(parameter => parameter.Name == property.Name)
            .HasDefaultValue;

    private static string NameOf(PropertyInfo property) => JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static Type? ItemOf(Type type) =>
        type == typeof(string) || !typeof(IEnumerable).IsAssignableFrom(type)
            ? null
            : type.GetElementType() ?? type.GetGenericArguments()[0];
}
