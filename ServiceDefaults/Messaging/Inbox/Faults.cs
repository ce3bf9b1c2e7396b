using Grpc.Core;
using Npgsql;

namespace SocialServices.ServiceDefaults.Inbox;

/// <summary>Tells a fault of the surroundings, which passes, from one that an event brings about each time.</summary>
internal static class Faults
{
    // Connection, authorization, missing database, rolled back by the server, resources, shut down, system.
    private static readonly string[] PassingClasses = ["08", "28", "3D", "40", "53", "57", "58"];

    /// <returns>True when the database or a peer cannot be used just now: no event is to blame.</returns>
    public static bool IsTransient(Exception fault)
    {
        for (var cause = fault; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case PostgresException answer:
                    return answer.SqlState switch
                    {
                        PostgresErrorCodes.QueryCanceled or PostgresErrorCodes.ProtocolViolation => false,
                        PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.LockNotAvailable => true, // a standby not yet promoted
                        var state => PassingClasses.Contains(state[..2]),
                    };
                case NpgsqlException { InnerException: not TimeoutException }: // an event may make a query slow each time
                case IOException or System.Net.Sockets.SocketException or HttpRequestException:
                case RpcException { StatusCode: StatusCode.Unavailable or StatusCode.DeadlineExceeded or StatusCode.Unimplemented }:
                    return true;
                default:
                    break;
            }
        }

        return false;
    }

    /// <returns>The kind of the innermost fault, at most 200 characters: its text may carry data and goes to the log only.</returns>
    public static string Describe(Exception fault)
    {
        var cause = fault.GetBaseException();
        var kind = cause is PostgresException answer
            ? $"PostgreSQL {answer.SqlState} {answer.TableName} {answer.ConstraintName}".TrimEnd()
            : cause.GetType().Name;
        return kind.Length <= 200 ? kind : kind[..200];
    }
}
