using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Referrals.Cases;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Plans;

internal enum PlanStatus
{
    Draft,
    Submitted,
    Returned,
    Approved,
    Replaced,
}

/// <summary>
/// What is to be reached in a case, and who does what until when. A new plan replaces the one before when it is approved.
/// </summary>
internal sealed class CasePlan : IVersioned
{
    private readonly List<PlanAction> actions = [];

    private CasePlan() { }

    public Guid Id { get; private init; }
    public Guid CaseId { get; private init; }

    /// <summary>1 for the first plan of the case.</summary>
    public int Number { get; private init; }
    public PlanStatus Status { get; private set; }
    public Guid WrittenBy { get; private init; }
    public DateTimeOffset WrittenAt { get; private init; }
    public Guid? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>When the whole plan is looked at again.</summary>
    public DateOnly ReviewOn { get; private init; }

    /// <summary>Texts of the goals, sealed.</summary>
    public byte[] Goals { get; private init; } = [];

    /// <summary>What the supervisor says to it; sealed.</summary>
    public byte[]? Comment { get; private set; }

    public uint Version { get; private init; }
    public IReadOnlyList<PlanAction> Actions => actions;

    public static CasePlan Draft(Guid caseId, int number, DraftPlan.Request plan, CareDesk desk)
    {
        var id = Guid.CreateVersion7(desk.Now);
        var draft = new CasePlan
        {
            Id = id,
            CaseId = caseId,
            Number = number,
            WrittenBy = desk.Me,
            WrittenAt = desk.Now,
            ReviewOn = plan.ReviewOn,
            Goals = desk.Seal(plan.Goals.Select(goal => goal.Text).ToList(), id, nameof(Goals)),
        };
        draft.actions.AddRange(
            plan.Goals.Index().SelectMany(goal => goal.Item.Actions.Select(action => PlanAction.Of(id, goal.Index, action, desk)))
        );
        return draft;
    }

    /// <returns>False, and nothing changes, when the status does not lead there.</returns>
    public bool TryMove(PlanStatus to, Guid by, byte[]? comment, DateTimeOffset now)
    {
        var from = to switch
        {
            PlanStatus.Submitted => PlanStatus.Draft,
            PlanStatus.Approved or PlanStatus.Returned => PlanStatus.Submitted,
            _ => PlanStatus.Approved,
        };
        if (Status != from)
        {
            return false;
        }

        Status = to;
        if (to is PlanStatus.Approved or PlanStatus.Returned)
        {
            (DecidedBy, DecidedAt, Comment) = (by, now, comment);
        }

        return true;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<CasePlan>
    {
        public void Configure(EntityTypeBuilder<CasePlan> builder)
        {
            builder.ToTable("case_plans");
            builder.Property(p => p.Id).ValueGeneratedNever();
            builder.Property(p => p.Goals).IsSealed();
            builder.Property(p => p.Comment).IsSealed();
            builder.Property(p => p.Version).IsRowVersion();
            builder.HasIndex(p => new { p.CaseId, p.Number }).IsUnique();
            builder.HasMany(p => p.Actions).WithOne().HasForeignKey(a => a.PlanId);
            builder.HasOne<Case>().WithMany().HasForeignKey(p => p.CaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
