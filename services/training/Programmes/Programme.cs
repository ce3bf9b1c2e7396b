using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Training.Programmes;

/// <summary>A curriculum: what is taught, what a participant must achieve, and the competence that a certificate then attests.</summary>
internal sealed class Programme
{
    public required string Code { get; init; }

    /// <summary>From 1. A course keeps the version it began with; see <see cref="ProgrammeVersion"/>.</summary>
    public int Version { get; set; } = 1;

    public required LocalizedText Name { get; set; }

    /// <summary>What a certificate makes of its holder: <c>specialist</c>, <c>national-trainer</c>; null when no source says.</summary>
    public string? Level { get; set; }

    /// <summary>In the order in which they are taken.</summary>
    public required IReadOnlyList<Phase> Phases { get; set; }

    /// <summary>Of all phases together.</summary>
    public required int TrainingDays { get; set; }

    /// <summary>Hours of training, as a certificate shows them.</summary>
    public int? Hours { get; set; }

    public CourseMode Delivery { get; set; }

    /// <summary>Percent of the planned sessions that must be attended, 1 to 100.</summary>
    public required int AttendanceThreshold { get; set; }

    /// <summary>So many missed sessions are forgiven: they leave the count.</summary>
    public int FreeAbsences { get; set; }

    /// <summary>Percent, 0 to 100; null when no post-test decides.</summary>
    public int? PostTestPassMark { get; set; }

    /// <summary>Days of practice that must be signed off.</summary>
    public int FieldPracticeDays { get; set; }

    /// <summary>Competences that a participant holds on the first day.</summary>
    public string[] Prerequisites { get; set; } = [];

    public LateEnrolment LateEnrolment { get; set; }

    /// <summary>Code of the competence.</summary>
    public required string Competence { get; set; }

    /// <summary>How long a certificate counts; null when it does not expire.</summary>
    public int? ValidityMonths { get; set; }

    /// <summary>Codes of the organizations that sign the certificate together; the first one numbers it.</summary>
    public required string[] Issuers { get; set; }

    /// <summary>Codes of the organizations that may organize its courses; the programme's office beside them.</summary>
    public string[] Organizers { get; set; } = [];

    /// <summary>
    /// Code of the competence that its trainers hold. Null for a programme where the chain of trainers begins: there only the
    /// programme's office names them.
    /// </summary>
    public string? TrainerCompetence { get; set; }

    /// <summary>The level that the trainers' certificates show; null when any will do.</summary>
    public string? TrainerLevel { get; set; }

    /// <summary>Where the facts are published.</summary>
    public required string Source { get; set; }

    /// <summary>The fields that no source states.</summary>
    public required string[] Inferred { get; set; }

    /// <summary>The office has changed it: the reference data do not any more.</summary>
    public bool Edited { get; set; }

    public bool MayBeOrganizedBy(string organization) => Organizers.Contains(organization, StringComparer.Ordinal);

    /// <returns>
    /// The last day on which a certificate counts, so that it counts for full months; null when it does not expire. What begins on
    /// 29 February ends on the last day of February, not a day before.
    /// </returns>
    public DateOnly? ValidUntil(DateOnly validFrom) =>
        ValidityMonths is not { } months ? null
        : validFrom.AddMonths(months) is var end && end.Day < validFrom.Day ? end
        : end.AddDays(-1);

    internal sealed class Mapping : IEntityTypeConfiguration<Programme>
    {
        public void Configure(EntityTypeBuilder<Programme> builder)
        {
            builder.ToTable("programmes");
            builder.HasKey(p => p.Code);
            builder.Property(p => p.Code).HasMaxLength(50);
            builder.ComplexProperty(p => p.Name);
            builder.Property(p => p.Phases).HasColumnType("jsonb").HasConversion(p => Write(p), p => Read(p), ByContent);
            builder.Property(p => p.Level).HasMaxLength(50);
            builder.Property(p => p.Delivery).HasMaxLength(20);
            builder.Property(p => p.LateEnrolment).HasMaxLength(20);
            builder.Property(p => p.Competence).HasMaxLength(50);
            builder.Property(p => p.TrainerCompetence).HasMaxLength(50);
            builder.Property(p => p.TrainerLevel).HasMaxLength(50);
            builder.Property(p => p.Source).HasMaxLength(500);
        }

        private static readonly ValueComparer<IReadOnlyList<Phase>> ByContent = new(
            (a, b) => Write(a!) == Write(b!),
            phases => Write(phases).GetHashCode(StringComparison.Ordinal),
            phases => phases
        );

        private static string Write(IReadOnlyList<Phase> phases) => JsonSerializer.Serialize(phases, Json.Options);

        private static List<Phase> Read(string json) => JsonSerializer.Deserialize<List<Phase>>(json, Json.Options)!;
    }
}
