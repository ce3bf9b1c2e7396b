// Writes the packages that a partial NuGet feed lacks, out of the assemblies inside Aspire's own single-file program:
//     dotnet run eng/feed.cs -- <aspire-managed> <feed folder>
// Versions, dependencies and target frameworks come from the program's own deps.json, so they are the originals'.
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;

string[] missing =
[
    "Google.Protobuf", "Grpc.Core.Api", "Grpc.Net.Common", "Grpc.Net.Client", "Grpc.Net.ClientFactory",
    "Grpc.AspNetCore", "Grpc.AspNetCore.Server", "Grpc.AspNetCore.Server.ClientFactory",
    "OpenTelemetry.Extensions.Hosting", "System.IO.Hashing", "System.IdentityModel.Tokens.Jwt",
    "Microsoft.Bcl.Cryptography", "Microsoft.IdentityModel.Abstractions", "Microsoft.IdentityModel.Logging", "Microsoft.IdentityModel.Tokens",
    "Microsoft.IdentityModel.JsonWebTokens", "Microsoft.IdentityModel.Protocols", "Microsoft.IdentityModel.Protocols.OpenIdConnect",
];

if (args is not [var program, var feed])
{
    Console.Error.WriteLine("usage: feed.cs <aspire-managed> <feed folder>");
    return 2;
}

var (assemblies, deps) = ReadBundle(File.ReadAllBytes(program));
var libraries = deps.RootElement.GetProperty("targets").EnumerateObject().Last().Value.EnumerateObject()
    .ToDictionary(library => library.Name.Split('/')[0], library => (Version: library.Name.Split('/')[1], Details: library.Value));

Directory.CreateDirectory(feed);
foreach (var id in missing)
{
    var (version, details) = libraries[id];
    WritePackage(id, version, details);
    Console.WriteLine($"  {id} {version}");
}

return 0;

void WritePackage(string id, string version, JsonElement details)
{
    using var package = ZipFile.Open(Path.Combine(feed, $"{id}.{version}.nupkg"), ZipArchiveMode.Create);
    using (var nuspec = package.CreateEntry($"{id}.nuspec").Open())
    {
        Nuspec(id, version, details).Save(nuspec);
    }

    if (Asset(details) is { } asset)
    {
        using var entry = package.CreateEntry(asset).Open();
        entry.Write(assemblies[Path.GetFileName(asset)]);
    }
}

static XElement Nuspec(string id, string version, JsonElement details)
{
    // A package without an assembly of its own (Grpc.AspNetCore) has no folder that would name its framework.
    var framework = Asset(details)?.Split('/')[1] ?? "net8.0";
    var dependencies = details.TryGetProperty("dependencies", out var all)
        ? all.EnumerateObject().Select(d => new XElement("dependency", new XAttribute("id", d.Name), new XAttribute("version", d.Value.GetString()!)))
        : [];

    var group = new XElement("group", new XAttribute("targetFramework", framework), dependencies);
    if (id == "Grpc.AspNetCore")
    {
        // deps.json does not list tools that only run in the build.
        group.Add(new XElement("dependency", new XAttribute("id", "Grpc.Tools"), new XAttribute("version", "2.85.0"), new XAttribute("include", "All")));
    }

    var metadata = new XElement("metadata",
        new XElement("id", id),
        new XElement("version", version),
        new XElement("authors", "the package's own"),
        new XElement("description", "Taken from the Aspire distribution on this machine because the package feed lacks it."),
        new XElement("dependencies", group));
    if (id.StartsWith("Grpc.AspNetCore", StringComparison.Ordinal))
    {
        metadata.Add(new XElement("frameworkReferences",
            new XElement("group", new XAttribute("targetFramework", framework),
                new XElement("frameworkReference", new XAttribute("name", "Microsoft.AspNetCore.App")))));
    }

    XNamespace nuspec = "http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd";
    var package = new XElement("package", metadata);
    foreach (var element in package.DescendantsAndSelf())
    {
        element.Name = nuspec + element.Name.LocalName;
    }

    return package;
}

static string? Asset(JsonElement details) =>
    details.TryGetProperty("runtime", out var runtime) ? runtime.EnumerateObject().First().Name : null;

static (Dictionary<string, byte[]> Files, JsonDocument Deps) ReadBundle(byte[] program)
{
    var signature = Convert.FromHexString("8b1202b96a612038727b930214d7a03213f5b9e6efae3318ee3b2dce24b36aae");
    var marker = program.AsSpan().IndexOf(signature);
    if (marker < 8)
    {
        throw new InvalidDataException("Not a .NET single-file program: the bundle signature is missing.");
    }

    using var manifest = new BinaryReader(new MemoryStream(program), Encoding.UTF8);
    manifest.BaseStream.Position = BitConverter.ToInt64(program, marker - 8);
    var major = manifest.ReadUInt32();
    if (major != 6)
    {
        throw new InvalidDataException($"Bundle format {major} is not the known one, 6.");
    }

    manifest.ReadUInt32();
    var count = manifest.ReadInt32();
    manifest.ReadString();
    var (depsOffset, depsSize) = (manifest.ReadInt64(), manifest.ReadInt64());
    manifest.BaseStream.Position += 3 * sizeof(long); // runtimeconfig.json's place and size, flags

    var files = new Dictionary<string, byte[]>();
    for (var i = 0; i < count; i++)
    {
        var (offset, size, compressed) = (manifest.ReadInt64(), manifest.ReadInt64(), manifest.ReadInt64());
        manifest.ReadByte();
        files[Path.GetFileName(manifest.ReadString())] = Content(program, offset, size, compressed);
    }

    return (files, JsonDocument.Parse(program.AsMemory((int)depsOffset, (int)depsSize)));
}

static byte[] Content(byte[] program, long offset, long size, long compressed)
{
    if (compressed == 0)
    {
        return program.AsSpan((int)offset, (int)size).ToArray();
    }

    using var packed = new DeflateStream(new MemoryStream(program, (int)offset, (int)compressed), CompressionMode.Decompress);
    var content = new byte[size];
    packed.ReadExactly(content);
    return content;
}
