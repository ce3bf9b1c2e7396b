using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Plans;

/// <summary>One step towards a goal of a plan.</summary>
internal sealed class PlanAction : IVersioned
{
    private PlanAction() { }

    public Guid Id { get; private init; }
    public Guid PlanId { get; private init; }

    /// <summary>Of the goal in the plan, from 0.</summary>
    public int Goal { get; private init; }

    /// <summary>The worker who sees to it; null when the family does it by itself.</summary>
    public Guid? WorkerId { get; private init; }
    public DateOnly Due { get; private init; }
    public DateTimeOffset? DoneAt { get; private set; }

    /// <summary>Sealed.</summary>
    public byte[] Text { get; private init; } = [];

    /// <summary>Sealed.</summary>
    public byte[]? Outcome { get; private set; }

    public uint Version { get; private init; }

    public static PlanAction Of(Guid planId, int goal, DraftPlan.Action action, CareDesk desk)
    {
        var id = Guid.CreateVersion7(desk.Now);
        return new PlanAction
        {
            Id = id,
            PlanId = planId,
            Goal = goal,
            WorkerId = action.WorkerId,
            Due = action.Due,
            Text = desk.Seal(action.Text, id, nameof(Text)),
        };
    }

    /// <returns>False, and nothing changes, when it was done before.</returns>
    public bool TryFinish(byte[] outcome, DateTimeOffset now)
    {
        if (DoneAt is not null)
        {
            return false;
        }

        (DoneAt, Outcome) = (now, outcome);
        return true;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<PlanAction>
    {
        public void Configure(EntityTypeBuilder<PlanAction> builder)
        {
            builder.ToTable("plan_actions");
            builder.Property(a => a.Id).ValueGeneratedNever();
            builder.Property(a => a.Text).IsSealed();
            builder.Property(a => a.Outcome).IsSealed();
            builder.Property(a => a.Version).IsRowVersion();
        }
    }
}
