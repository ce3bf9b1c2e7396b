using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Registry.Workers;

/// <summary>A certificate of training, as far as its events have told.</summary>
internal sealed class WorkerCompetence
{
    public Guid CertificateId { get; private init; }
    public Guid WorkerId { get; private init; }
    public string Competence { get; private init; } = "";

    /// <summary>Null while only the revocation is known.</summary>
    public DateOnly? ValidFrom { get; private init; }

    /// <summary>Last day; null when it does not expire.</summary>
    public DateOnly? ValidUntil { get; private init; }

    public bool Revoked { get; private init; }

    public CompetenceState StateOn(DateOnly day) =>
        Revoked ? CompetenceState.Revoked
        : ValidUntil < day ? CompetenceState.Expired
        : ValidFrom <= day ? CompetenceState.Valid
        : CompetenceState.NotYetValid;

    internal sealed class Mapping : IEntityTypeConfiguration<WorkerCompetence>
    {
        public void Configure(EntityTypeBuilder<WorkerCompetence> builder)
        {
            builder.ToTable("worker_competences");
            builder.HasKey(c => c.CertificateId);
            builder.Property(c => c.CertificateId).ValueGeneratedNever();
            builder.Property(c => c.Competence).HasMaxLength(100);
            builder.HasIndex(c => c.WorkerId);
        }
    }
}

/// <summary>What a certificate is worth on a day.</summary>
internal enum CompetenceState
{
    Valid,
    NotYetValid,
    Expired,
    Revoked,
}
