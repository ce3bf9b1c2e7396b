namespace SocialServices.Stack.Tests.Running;

internal static class Repository
{
    /// <summary>The checkout that holds this test.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder switch
        {
            null => throw new InvalidOperationException("No folder above the tests has the script 'stack'."),
            _ when File.Exists(Path.Combine(folder.FullName, "stack")) => folder.FullName,
            _ => Find(folder.Parent),
        };
}
