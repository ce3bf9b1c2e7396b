using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Referrals.Data;

/// <summary>The last number given in a series and year. Counted by a trigger, in the transaction that uses the number.</summary>
internal sealed class NumberCounter
{
    /// <summary>C for cases, R for referrals, F for complaints and feedback.</summary>
    public string Series { get; private init; } = "";

    /// <summary>Calendar year, Asia/Ashgabat.</summary>
    public int Year { get; private init; }

    public int Last { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<NumberCounter>
    {
        public void Configure(EntityTypeBuilder<NumberCounter> builder)
        {
            builder.ToTable("number_counters");
            builder.HasKey(c => new { c.Series, c.Year });
            builder.Property(c => c.Series).HasMaxLength(1);
        }
    }
}
