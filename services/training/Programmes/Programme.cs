using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Http;
using SocialServices.Training.Enrolments;

namespace SocialServices.Training.Programmes;

/// <summary>A curriculum: what is taught, what a participant must achieve, and the competence that a certificate then attests.</summary>
internal sealed class Programme
{
    public required string Code { get; init; }
    public required LocalizedText Name { get; set; }

    /// <summary>In the order in which they are taken.</summary>
    public required IReadOnlyList<Phase> Phases { get; set; }

    /// <summary>Of all phases together.</summary>
    public required int TrainingDays { get; set; }

    /// <summary>Percent of the planned sessions that must be attended, 1 to 100.</summary>
    public required int AttendanceThreshold { get; set; }

    /// <summary>Percent, 0 to 100; null when no post-test decides.</summary>
    public int? PostTestPassMark { get; set; }

    /// <summary>Code of the competence.</summary>
    public required string Competence { get; set; }

    /// <summary>How long a certificate counts; null when it does not expire.</summary>
    public int? ValidityMonths { get; set; }

    /// <summary>Codes of the organizations that sign the certificate together.</summary>
    public required string[] Issuers { get; set; }

    /// <summary>Where the facts are published.</summary>
    public required string Source { get; set; }

    /// <summary>The fields that no source states.</summary>
    public required string[] Inferred { get; set; }

    public bool IsPassedWith(AttendanceCount attendance, int? postTest) =>
        attendance.Meets(AttendanceThreshold) && (PostTestPassMark is null || postTest >= PostTestPassMark);

    /// <returns>The last day on which a certificate counts, so that it counts for full months; null when it does not expire.</returns>
    public DateOnly? ValidUntil(DateOnly validFrom) => ValidityMonths is { } months ? validFrom.AddMonths(months).AddDays(-1) : null;

    internal sealed class Mapping : IEntityTypeConfiguration<Programme>
    {
        public void Configure(EntityTypeBuilder<Programme> builder)
        {
            builder.ToTable("programmes");
            builder.HasKey(p => p.Code);
            builder.Property(p => p.Code).HasMaxLength(50);
            builder.ComplexProperty(p => p.Name);
            builder
                .Property(p => p.Phases)
                .HasColumnType("jsonb")
                .HasConversion(
                    phases => JsonSerializer.Serialize(phases, Json.Options),
                    json => JsonSerializer.Deserialize<List<Phase>>(json, Json.Options)!,
                    new ValueComparer<IReadOnlyList<Phase>>(
                        (a, b) => a!.SequenceEqual(b!),
                        phases => phases.Count,
                        phases => phases.ToList()
                    )
                );
            builder.Property(p => p.Competence).HasMaxLength(50);
            builder.Property(p => p.Source).HasMaxLength(500);
        }
    }
}
