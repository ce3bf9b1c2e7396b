using System.Reflection;

namespace SocialServices.ServiceDefaults.Data;

/// <summary>SQL of migrations, written by hand and embedded beside the code.</summary>
public static class MigrationScript
{
    /// <summary>Outbox, inbox, event cursors, idempotency keys and audit log: part of every service's first migration.</summary>
    public static string ServiceTables { get; } = Read(typeof(MigrationScript).Assembly, "service-tables.v1.sql");

    /// <summary>Parked events of outbox and inbox: a later migration of every service.</summary>
    public static string ParkedEvents { get; } = Read(typeof(MigrationScript).Assembly, "parked-events.sql");

    /// <summary>The signed audit log: a migration of its own in every service.</summary>
    public static string AuditTables { get; } = Read(typeof(MigrationScript).Assembly, "audit-tables.v2.sql");

    /// <param name="assembly">The service.</param>
    /// <param name="file">Name of an embedded <c>.sql</c> file.</param>
    /// <exception cref="InvalidOperationException">No such file: a mistake in the code.</exception>
    public static string Read(Assembly assembly, string file)
    {
        var name =
            assembly.GetManifestResourceNames().SingleOrDefault(resource => resource.EndsWith("." + file, StringComparison.Ordinal))
            ?? throw new InvalidOperationException($"{file} is not embedded in {assembly.GetName().Name}.");
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
