using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Campaigns;

/// <summary>A district needs assessment: all households of some etraps are visited in some months.</summary>
internal sealed class Campaign
{
    private Campaign() { }

    public Guid Id { get; private init; }

    /// <summary>Code of the organization that runs it.</summary>
    public string Organization { get; private init; } = "";
    public string Name { get; private init; } = "";

    /// <summary>Code of the instrument.</summary>
    public string Instrument { get; private init; } = "";
    public DateOnly From { get; private init; }
    public DateOnly Until { get; private init; }

    public static Campaign Plan(string organization, PlanCampaign.Request plan, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            Organization = organization,
            Name = plan.Name,
            Instrument = plan.Instrument,
            From = plan.From,
            Until = plan.Until,
        };

    internal sealed class Mapping : IEntityTypeConfiguration<Campaign>
    {
        public void Configure(EntityTypeBuilder<Campaign> builder)
        {
            builder.ToTable("campaigns");
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.Organization).HasMaxLength(50);
            builder.Property(c => c.Name).HasMaxLength(200);
            builder.Property(c => c.Instrument).HasMaxLength(50);
            builder.Property(c => c.From).HasColumnName("first_day");
            builder.Property(c => c.Until).HasColumnName("last_day");
        }
    }
}

internal enum HouseholdState
{
    Assigned,
    Assessed,
    NotReached,
    Refused,
}

/// <summary>A household that a specialist is to visit in a campaign.</summary>
internal sealed class Household
{
    private Household() { }

    public Guid Id { get; private init; }
    public Guid CampaignId { get; private init; }
    public string Organization { get; private init; } = "";

    /// <summary>Code of the etrap or city.</summary>
    public string Place { get; private init; } = "";
    public Guid WorkerId { get; private init; }
    public HouseholdState State { get; private set; }
    public DateTimeOffset? At { get; private set; }

    /// <summary>Address or name, sealed.</summary>
    public byte[] Label { get; private init; } = [];

    public static Household Of(Campaign campaign, AssignHouseholds.Item item, Envelope envelope, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new Household
        {
            Id = id,
            CampaignId = campaign.Id,
            Organization = campaign.Organization,
            Place = item.Place,
            WorkerId = item.WorkerId,
            Label = envelope.Seal(item.Label, id, nameof(Label)),
        };
    }

    /// <summary>An assessment of somebody in it was completed.</summary>
    public void Assess(DateTimeOffset now) => (State, At) = (HouseholdState.Assessed, now);

    /// <returns>False, and nothing changes, when somebody in it was assessed.</returns>
    public bool TryEnd(HouseholdState state, DateTimeOffset now)
    {
        if (State is HouseholdState.Assessed)
        {
            return false;
        }

        (State, At) = (state, now);
        return true;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Household>
    {
        public void Configure(EntityTypeBuilder<Household> builder)
        {
            builder.ToTable("households");
            builder.Property(h => h.Id).ValueGeneratedNever();
            builder.Property(h => h.Organization).HasMaxLength(50);
            builder.Property(h => h.Place).HasMaxLength(20);
            builder.Property(h => h.Label).IsSealed();
            builder.HasIndex(h => new { h.CampaignId, h.WorkerId });
            builder.HasOne<Campaign>().WithMany().HasForeignKey(h => h.CampaignId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
