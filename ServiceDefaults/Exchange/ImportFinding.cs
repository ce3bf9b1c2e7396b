using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>What is wrong with a row, or looks wrong.</summary>
public sealed class ImportFinding
{
    public const int MaxValueLength = 200;
    public const int MaxReasonLength = 500;

    public long Id { get; private set; }
    public required Guid ImportId { get; init; }

    /// <summary>Where the row begins in a CSV file, from 1; in JSON the number of the record.</summary>
    public required int Line { get; init; }

    /// <summary>False = a warning, and the row was taken or ignored.</summary>
    public required bool Rejected { get; init; }

    public required string Field { get; init; }
    public required string Reason { get; init; }

    /// <summary>The beginning of what stood there.</summary>
    public string? Value { get; init; }

    /// <param name="import">Whose row it is.</param>
    /// <param name="line">See <see cref="Line"/>.</param>
    /// <param name="rejected">False for a warning.</param>
    /// <param name="field">The column.</param>
    /// <param name="reason">For people.</param>
    /// <param name="value">What stood there; only the beginning is kept, and what cannot be stored is shown as �.</param>
    public static ImportFinding Of(FileImport import, int line, bool rejected, string field, string reason, string? value) =>
        new()
        {
            ImportId = import.Id,
            Line = line,
            Rejected = rejected,
            Field = field,
            Reason = Cut(reason, MaxReasonLength),
            Value = value is null ? null : Visible(value),
        };

    internal sealed class Mapping<TImport> : IEntityTypeConfiguration<ImportFinding>
        where TImport : FileImport
    {
        public void Configure(EntityTypeBuilder<ImportFinding> builder)
        {
            builder.ToTable("import_findings");
            builder.HasKey(f => f.Id);
            builder.Property(f => f.Id).UseIdentityByDefaultColumn();
            builder.Property(f => f.Field).HasMaxLength(50);
            builder.Property(f => f.Reason).HasMaxLength(MaxReasonLength);
            builder.Property(f => f.Value).HasMaxLength(MaxValueLength);
            builder.HasIndex(f => new
            {
                f.ImportId,
                f.Rejected,
                f.Id,
            });
            builder.HasOne<TImport>().WithMany().HasForeignKey(f => f.ImportId).OnDelete(DeleteBehavior.Restrict);
        }
    }

    private static string Visible(string value)
    {
        var shown = Cut(value, MaxValueLength).ToCharArray();
        for (var i = 0; i < shown.Length; i++)
        {
            if (char.IsHighSurrogate(shown[i]) && i + 1 < shown.Length && char.IsLowSurrogate(shown[i + 1]))
            {
                i++;
            }
            else if (
                shown[i] is not ('\t' or '\r' or '\n')
                && char.GetUnicodeCategory(shown[i]) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            )
            {
                shown[i] = '\uFFFD';
            }
        }

        return new string(shown);
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : text[..(longest - 1)] + "…";
}
