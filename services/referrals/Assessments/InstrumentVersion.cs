using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Referrals.Assessments;

/// <summary>A published version of an instrument. It never changes: assessments point to it.</summary>
internal sealed class InstrumentVersion
{
    internal const string Once = "pk_instrument_versions";

    private InstrumentVersion() { }

    public string Code { get; private init; } = "";

    /// <summary>From 1.</summary>
    public int Version { get; private init; }

    /// <summary>The <see cref="Instrument"/> as JSON.</summary>
    public string Definition { get; private init; } = "";
    public DateTimeOffset PublishedAt { get; private init; }

    public static InstrumentVersion Of(Instrument instrument, int version, DateTimeOffset now) =>
        new()
        {
            Code = instrument.Code,
            Version = version,
            Definition = JsonSerializer.Serialize(instrument, Json.Options),
            PublishedAt = now,
        };

    public Instrument Read() => JsonSerializer.Deserialize<Instrument>(Definition, Json.Options)!;

    internal sealed class Mapping : IEntityTypeConfiguration<InstrumentVersion>
    {
        public void Configure(EntityTypeBuilder<InstrumentVersion> builder)
        {
            builder.ToTable("instrument_versions");
            builder.HasKey(v => new { v.Code, v.Version });
            builder.Property(v => v.Code).HasMaxLength(50);
            builder.Property(v => v.Definition).HasColumnType("jsonb");
        }
    }
}
