using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Reporting.Facts.ConsentWithdrawals;

/// <summary>A service user withdrew consent.</summary>
internal sealed class ConsentWithdrawalFact
{
    public Guid ConsentId { get; private init; }
    public Guid CaseId { get; private init; }
    public DateTimeOffset WithdrawnAt { get; private init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ConsentWithdrawalFact>
    {
        public void Configure(EntityTypeBuilder<ConsentWithdrawalFact> builder)
        {
            builder.ToTable("consent_withdrawals");
            builder.HasKey(f => f.ConsentId);
            builder.Property(f => f.ConsentId).ValueGeneratedNever();
        }
    }
}
