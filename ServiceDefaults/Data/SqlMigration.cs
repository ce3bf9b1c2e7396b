using System.Reflection;
using Microsoft.EntityFrameworkCore.Migrations;

namespace SocialServices.ServiceDefaults.Data;

/// <summary>A migration that runs SQL files in the order given, in one transaction.</summary>
/// <param name="files">Names of files that are embedded in the migration's assembly, or of <see cref="ServiceTables"/>.</param>
public abstract class SqlMigration(params string[] files) : Migration
{
    /// <summary>Outbox, inbox, idempotency keys and audit log. Every service's first migration begins with them.</summary>
    public static IReadOnlyList<string> ServiceTables { get; } = ["outbox.sql", "inbox.sql", "idempotency.sql", "audit.sql"];

    protected sealed override void Up(MigrationBuilder migrationBuilder)
    {
        HashSet<Assembly> assemblies = [GetType().Assembly, typeof(SqlMigration).Assembly];
        foreach (var file in files)
        {
            migrationBuilder.Sql(EmbeddedFile.Read(file, assemblies));
        }
    }
}
