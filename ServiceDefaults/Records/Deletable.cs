using System.ComponentModel.DataAnnotations;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.ServiceDefaults.Records;

/// <summary>What all records that can be deleted have in common.</summary>
public static class Deletable
{
    public const int MaxReasonLength = 2000;

    /// <param name="Reason">Why the record should not be there; kept with its history.</param>
    /// <example>{"reason": "Entered twice; the other entry stays."}</example>
    public sealed record Request([property: Required, MinLength(3), MaxLength(MaxReasonLength), PlainText(Prose = true)] string Reason);

    /// <summary>Maps the two columns and hides what is deleted from every query that does not ask for it.</summary>
    public static void HasDeletion<TRecord>(this EntityTypeBuilder<TRecord> builder)
        where TRecord : class, IDeletable
    {
        builder.Property(r => r.DeletionReason).HasMaxLength(MaxReasonLength);
        builder.HasQueryFilter(r => r.DeletedAt == null);
    }

    /// <summary>Marks the record. What depends on it is the caller's to check.</summary>
    public static void Delete(this IDeletable record, string reason, DateTimeOffset at) =>
        (record.DeletedAt, record.DeletionReason) = (at, reason);
}
