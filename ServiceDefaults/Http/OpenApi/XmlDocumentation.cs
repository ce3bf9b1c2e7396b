using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SocialServices.ServiceDefaults.OpenApi;

/// <summary>The comments of the code, from the files that the compiler writes beside the assemblies, as Markdown.</summary>
internal static partial class XmlDocumentation
{
    private static readonly ConcurrentDictionary<Assembly, Dictionary<string, XElement>> Assemblies = new();

    /// <summary>What the type is.</summary>
    public static string? Of(Type type) => Text(Member(type.Assembly, $"T:{NameOf(type)}")?.Element("summary"));

    /// <summary>What the property of a record, or the value of an enumeration, means.</summary>
    public static string? Of(MemberInfo member) =>
        Text(
            Member(member.DeclaringType!.Assembly, $"{(member is FieldInfo ? 'F' : 'P')}:{NameOf(member.DeclaringType!)}.{member.Name}")
                ?.Element("summary")
        );

    /// <summary>What the parameter of a handler means; handlers have no overloads.</summary>
    public static string? Of(ParameterInfo parameter)
    {
        var type = parameter.Member.DeclaringType!;
        var method = $"M:{NameOf(type)}.{parameter.Member.Name}(";
        var member = Members(type.Assembly).FirstOrDefault(m => m.Key.StartsWith(method, StringComparison.Ordinal)).Value;
        return Text(member?.Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == parameter.Name));
    }

    /// <summary>The JSON in the type's <c>example</c> element.</summary>
    public static string? ExampleOf(Type type) => Member(type.Assembly, $"T:{NameOf(type)}")?.Element("example")?.Value;

    private static XElement? Member(Assembly assembly, string id) => Members(assembly).GetValueOrDefault(id);

    private static Dictionary<string, XElement> Members(Assembly assembly) =>
        Assemblies.GetOrAdd(
            assembly,
            static assembly =>
            {
                var file = Path.ChangeExtension(assembly.Location, ".xml");
                return File.Exists(file)
                    ? XDocument.Load(file).Descendants("member").ToDictionary(member => (string)member.Attribute("name")!)
                    : []; // of the framework
            }
        );

    private static string NameOf(Type type) => (type.IsGenericType ? type.GetGenericTypeDefinition() : type).FullName!.Replace('+', '.');

    private static string? Text(XElement? element)
    {
        if (element is null)
        {
            return null;
        }

        var text = string.Concat(
            element
                .Nodes()
                .Select(node =>
                    node switch
                    {
                        XElement { Name.LocalName: "c" } code => $"`{code.Value}`",
                        XElement { Name.LocalName: "paramref" } parameter =>
                            $"`{JsonNamingPolicy.CamelCase.ConvertName((string)parameter.Attribute("name")!)}`",
                        XElement { Name.LocalName: "see" } see =>
                            $"`{((string?)see.Attribute("cref") ?? (string?)see.Attribute("langword"))?.Split('.', ':')[^1]}`",
                        XElement other => other.Value,
                        XText plain => plain.Value,
                        _ => "",
                    }
                )
        );
        return Spaces().Replace(text, " ").Trim() is { Length: > 0 } found ? found : null;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
