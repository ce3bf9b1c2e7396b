using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Registry.Places;

/// <summary>When what is shown of a place last changed, also by a change of what it is part of. The database writes it (0014_site_revisions.sql).</summary>
internal sealed class PlaceModification
{
    public string Code { get; private set; } = "";

    /// <summary>By the database's clock.</summary>
    public DateTimeOffset ModifiedAt { get; private set; }

    internal sealed class Mapping : IEntityTypeConfiguration<PlaceModification>
    {
        public void Configure(EntityTypeBuilder<PlaceModification> builder)
        {
            builder.ToTable("place_modifications");
            builder.HasKey(m => m.Code);
            builder.Property(m => m.Code).HasMaxLength(20);
            builder.HasOne<Place>().WithOne().HasForeignKey<PlaceModification>(m => m.Code).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
