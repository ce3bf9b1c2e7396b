using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Reporting.Facts.Workers;

/// <summary>A member of the workforce.</summary>
internal sealed class WorkerFact
{
    public Guid WorkerId { get; private init; }
    public string Organization { get; private init; } = "";
    public string Role { get; private init; } = "";
    public string Sex { get; private init; } = "";
    public string AgeBand { get; private init; } = "";
    public bool? Disability { get; private init; }
    public string Place { get; private init; } = "";

    /// <summary>False after leaving.</summary>
    public bool Active { get; private init; }

    /// <summary>Entered by mistake. The row stays, so that a late event does not bring it back; nothing finds it.</summary>
    public bool Deleted { get; private init; }

    /// <summary>Position of the event that this was learnt from; a newer one wins.</summary>
    public long Position { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<WorkerFact>
    {
        public void Configure(EntityTypeBuilder<WorkerFact> builder)
        {
            builder.ToTable("workers");
            builder.HasKey(f => f.WorkerId);
            builder.Property(f => f.WorkerId).ValueGeneratedNever();
            builder.HasQueryFilter(f => !f.Deleted);
            builder.Property(f => f.Organization).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Role).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Sex).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.AgeBand).HasMaxLength(FactColumns.Code);
            builder.Property(f => f.Place).HasMaxLength(FactColumns.Code);
        }
    }
}
