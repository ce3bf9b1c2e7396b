using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Registry.Agenda;

/// <summary>A day of whose turn the others were told; see <see cref="TurnOfDay"/>.</summary>
internal sealed class ToldDay
{
    public required DateOnly Day { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ToldDay>
    {
        public void Configure(EntityTypeBuilder<ToldDay> builder)
        {
            builder.ToTable("told_days");
            builder.HasKey(d => d.Day);
        }
    }
}
