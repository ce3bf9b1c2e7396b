using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Reporting.OpenPeriod;

/// <summary>A figure of the open period as it was made once on a day, for every reader and every replica.</summary>
internal sealed class DailyFigure
{
    public DateOnly Day { get; init; }
    public string Indicator { get; init; } = "";

    /// <summary>The dimension beside the velayat; empty for none.</summary>
    public string By { get; init; } = "";

    public string Content { get; init; } = "";

    internal sealed class Mapping : IEntityTypeConfiguration<DailyFigure>
    {
        public void Configure(EntityTypeBuilder<DailyFigure> builder)
        {
            builder.ToTable("daily_figures");
            builder.HasKey(f => new
            {
                f.Day,
                f.Indicator,
                f.By,
            });
            builder.Property(f => f.Indicator).HasMaxLength(100);
            builder.Property(f => f.By).HasMaxLength(100);
            builder.Property(f => f.Content).HasColumnType("jsonb");
        }
    }
}
