using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SocialServices.Registry.Data;

/// <summary>Recognises which unique index refused a change.</summary>
internal static class Uniqueness
{
    /// <summary>The unique index decides about duplicates, not a look-up before.</summary>
    /// <param name="fault">What <c>SaveChanges</c> threw.</param>
    /// <param name="constraint">Name of the unique index or key.</param>
    public static bool Violates(this DbUpdateException fault, string constraint) =>
        fault.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation } violation
        && violation.ConstraintName == constraint;
}
