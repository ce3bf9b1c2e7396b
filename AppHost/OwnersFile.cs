namespace SocialServices.AppHost;

/// <summary>Files and folders of an instance, which hold secrets: only their owner reads them.</summary>
internal static class OwnersFile
{
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    /// <summary>Others may pass, so that PostgreSQL under its own account reaches its data, but not look around.</summary>
    public static void CreateFolder(string path)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
        {
            const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
            File.SetUnixFileMode(path, Owner | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        }
    }
}
