using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>
/// The service does not start as a database role that could change the audit log, or grant itself the right to. On a
/// developer's machine it warns only.
/// </summary>
internal sealed partial class AuditRights(NpgsqlDataSource database, IHostEnvironment environment, ILogger<AuditRights> logger)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var command = database.CreateCommand(
            """
            select current_user where exists (
                select from pg_class t where t.oid in ('audit_entries'::regclass, 'audit_chain'::regclass)
                and (has_table_privilege(t.oid, 'update, delete, truncate, trigger') or pg_has_role(t.relowner, 'member')))
            """
        );
        if (await command.ExecuteScalarAsync(cancellationToken) is not string role)
        {
            return;
        }

        if (!environment.IsDevelopment())
        {
            throw new InvalidOperationException(
                $"The database role {role} can change the audit log. Give the service a role that does not own its database (docs/operations.md, Database roles)."
            );
        }

        LogTooManyRights(role);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Warning, "The database role {Role} can change the audit log; outside development the service would not start")]
    private partial void LogTooManyRights(string role);
}
