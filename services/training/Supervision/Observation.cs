using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Supervision;

/// <summary>A mentor watched a worker at work: whether what was learnt is done (Kirkpatrick, level 3).</summary>
internal sealed class Observation
{
    public required Guid Id { get; init; }
    public required Guid WorkerId { get; init; }

    /// <summary>The employer.</summary>
    public required string Organization { get; init; }

    public required Guid MentorId { get; init; }
    public required string Competence { get; init; }
    public required DateOnly ObservedOn { get; init; }

    /// <summary>1 to 5.</summary>
    public required int Rating { get; init; }

    /// <summary>Sealed.</summary>
    public required byte[] Note { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<Observation>
    {
        public void Configure(EntityTypeBuilder<Observation> builder)
        {
            builder.ToTable("observations");
            builder.HasKey(o => o.Id);
            builder.Property(o => o.Id).ValueGeneratedNever();
            builder.Property(o => o.Organization).HasMaxLength(Codes.MaxLength);
            builder.Property(o => o.Competence).HasMaxLength(Codes.MaxLength);
            builder.Property(o => o.Note).IsSealed();
            builder.HasIndex(o => o.WorkerId);
        }
    }
}
