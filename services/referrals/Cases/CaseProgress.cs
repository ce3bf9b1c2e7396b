using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Referrals.Cases;

/// <summary>What was done in a case so far: a view of the database over everything that belongs to the case.</summary>
internal sealed class CaseProgress
{
    private CaseProgress() { }

    public Guid CaseId { get; private init; }

    /// <summary>A consent is on record that is not withdrawn.</summary>
    public bool HasConsent { get; private init; }

    /// <summary>An assessment is completed.</summary>
    public bool IsAssessed { get; private init; }

    /// <summary>A plan is approved.</summary>
    public bool HasPlan { get; private init; }

    /// <summary>A referral was requested, or an action of the plan was done.</summary>
    public bool HasBegun { get; private init; }

    /// <summary>Actions and follow-ups of an open case past their day, and referrals past their deadline.</summary>
    public int Overdue { get; private init; }

    /// <summary>Numbers of the referrals that are not closed.</summary>
    public IReadOnlyList<string> OpenReferrals { get; private init; } = [];

    internal sealed class Mapping : IEntityTypeConfiguration<CaseProgress>
    {
        public void Configure(EntityTypeBuilder<CaseProgress> builder)
        {
            builder.HasNoKey();
            builder.ToView("case_progress");
            builder.Property(p => p.OpenReferrals).HasColumnType("text[]");
        }
    }
}
