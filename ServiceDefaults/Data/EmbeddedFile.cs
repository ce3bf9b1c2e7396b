using System.Reflection;

namespace SocialServices.ServiceDefaults.Data;

/// <summary>Text that is embedded in an assembly.</summary>
public static class EmbeddedFile
{
    /// <param name="name">For example <c>sites.sql</c>.</param>
    /// <param name="assemblies">Where the file may be. Exactly one of them has it.</param>
    /// <exception cref="InvalidOperationException">None or two files have this name: a mistake in the code.</exception>
    public static string Read(string name, params IReadOnlyCollection<Assembly> assemblies)
    {
        var found = assemblies
            .SelectMany(assembly => assembly.GetManifestResourceNames().Select(resource => (Assembly: assembly, Name: resource)))
            .Where(resource => resource.Name.EndsWith("." + name, StringComparison.Ordinal))
            .ToList();
        if (found is not [var file])
        {
            throw new InvalidOperationException(
                $"Expected one embedded file {name} in {string.Join(" and ", assemblies.Select(a => a.GetName().Name))}, "
                    + $"found {found.Count}. "
                    + "Check its name, and that the project has it as EmbeddedResource."
            );
        }

        using var reader = new StreamReader(file.Assembly.GetManifestResourceStream(file.Name)!);
        return reader.ReadToEnd();
    }
}
