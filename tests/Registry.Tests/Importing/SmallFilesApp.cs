namespace SocialServices.Registry.Tests.Importing;

/// <summary>A registry that takes small files only.</summary>
public sealed class SmallFilesApp : RegistryApp
{
    public const int MaxFileSize = 4 * 1024 * 1024;
    public const int MaxRows = 20_000;

    protected override Dictionary<string, string?> Settings =>
        new() { ["Imports:MaxFileSize"] = $"{MaxFileSize}", ["Imports:MaxRows"] = $"{MaxRows}" };
}
