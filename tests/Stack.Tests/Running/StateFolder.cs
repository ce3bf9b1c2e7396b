namespace SocialServices.Stack.Tests.Running;

internal static class StateFolder
{
    /// <summary>A new folder for the data of an instance. PostgreSQL runs under an account of its own and must be able to pass.</summary>
    public static string Create()
    {
        var folder = Path.Combine(Path.GetTempPath(), $"stack-tests-{Guid.NewGuid():n}");
        Directory.CreateDirectory(
            folder,
            UnixFileMode.UserRead
                | UnixFileMode.UserWrite
                | UnixFileMode.UserExecute
                | UnixFileMode.GroupExecute
                | UnixFileMode.OtherExecute
        );
        return folder;
    }
}
