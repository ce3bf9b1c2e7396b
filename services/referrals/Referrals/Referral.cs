using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.Data;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Referrals;

/// <summary>A service user is referred to a service at a site.</summary>
internal sealed class Referral : IVersioned
{
    private readonly List<ReferralMove> moves = [];

    private Referral() { }

    /// <summary>Also the key of the capacity reservation in the registry.</summary>
    public Guid Id { get; private init; }

    /// <summary>R-2026-000123; the database counts in the year of drafting.</summary>
    public string Number { get; private init; } = "";

    public Guid CaseId { get; private init; }
    public Guid ServiceUserId { get; private init; }
    public Guid ConsentId { get; private init; }

    /// <summary>Code of the referring organization.</summary>
    public string Requester { get; private init; } = "";

    /// <summary>Code of the organization that runs the site.</summary>
    public string Receiver { get; private init; } = "";

    public Guid SiteId { get; private init; }

    /// <summary>Code of the place where the site was when the referral was drafted.</summary>
    public string SitePlace { get; private init; } = "";
    public string ServiceType { get; private init; } = "";
    public IReadOnlyList<DataCategory> SharedData { get; private init; } = [];
    public Priority Priority { get; private init; }

    /// <summary>Sealed text.</summary>
    public byte[] Need { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private init; }
    public ReferralStatus Status { get; private set; }

    /// <summary>1 for the draft, and one more with each move.</summary>
    public int Step { get; private set; }

    /// <summary>From then on the receiver sees the referral.</summary>
    public DateTimeOffset? RequestedAt { get; private set; }

    /// <summary>Until then help must have begun.</summary>
    public DateTimeOffset? Deadline { get; private set; }

    /// <summary>The receiver's worker who accepted it.</summary>
    public Guid? WorkerId { get; private set; }

    /// <summary>The referral that this one follows, because that one did not help; null for the first.</summary>
    public Guid? Follows { get; private init; }

    /// <summary>The receiver is asked for advice only; no capacity is held. It can become a referral under the same number.</summary>
    public bool IsAdvice { get; private set; }

    /// <summary>Since when it waits for capacity at the site; null when it does not.</summary>
    public DateTimeOffset? WaitingSince { get; private set; }

    /// <summary>Until then freed capacity is held for it; null when none is.</summary>
    public DateTimeOffset? OfferedUntil { get; private set; }

    /// <summary>What was told to both sides because the deadline comes near or has passed.</summary>
    public Escalation Escalation { get; private set; }
    public DateTimeOffset? FirstContactAt { get; private set; }
    public DateTimeOffset? FirstVisitAt { get; private set; }

    /// <summary>Attempts in vain since the person was reached last.</summary>
    public int FailedContacts { get; private set; }

    public uint Version { get; private init; }
    public IReadOnlyList<ReferralMove> Moves => moves;

    public static Referral Draft(
        Case @case,
        Consent consent,
        ReceivingSite site,
        DraftReferral.Request request,
        Envelope envelope,
        DateTimeOffset now,
        Guid? follows = null
    )
    {
        var id = Guid.CreateVersion7(now);
        var referral = new Referral
        {
            Id = id,
            CaseId = @case.Id,
            ServiceUserId = @case.ServiceUserId,
            ConsentId = consent.Id,
            Follows = follows,
            Requester = @case.Organization,
            Receiver = site.Organization,
            SiteId = request.SiteId,
            SitePlace = site.Place,
            ServiceType = site.ServiceType,
            SharedData = [.. request.SharedData.Distinct()],
            Priority = request.Priority,
            IsAdvice = request.Advice,
            Need = envelope.Seal(request.Need, id, nameof(Need)),
            CreatedAt = now,
            Status = ReferralStatus.Draft,
            Step = 1,
        };
        referral.moves.Add(ReferralMove.Of(ReferralStatus.Draft, referral, null, referral.Requester, null, now));
        return referral;
    }

    public Sides SidesOf(string organization) =>
        (Requester == organization ? Sides.Requester : Sides.None) | (Receiver == organization ? Sides.Receiver : Sides.None);

    /// <summary>It waits on the site's list, and no freed capacity is held for it.</summary>
    public bool AwaitsCapacity => WaitingSince is not null && OfferedUntil is null;

    public bool IsOverdue(DateTimeOffset now) => Deadline < now && ReferralLifeCycle.AwaitingHelp.Contains(Status);

    /// <returns>False, and nothing changes, when the move is not possible in this status.</returns>
    public bool TryMove(Move move, string organization, SealedReason? reason, DateTimeOffset now, bool byLink = false)
    {
        if (!move.From.Contains(Status))
        {
            return false;
        }

        var from = Status;
        (Status, Step) = (move.To, Step + 1);
        if (move.To is not ReferralStatus.Requested)
        {
            (WaitingSince, OfferedUntil) = (null, null);
        }

        moves.Add(ReferralMove.Of(move.To, this, from, organization, reason, now, byLink));
        return true;
    }

    /// <summary>Cancelled by the withdrawal of the consent, from every open status.</summary>
    public void EndWithConsent(SealedReason reason, DateTimeOffset now)
    {
        var from = Status;
        (Status, Step, WaitingSince, OfferedUntil) = (ReferralStatus.Cancelled, Step + 1, null, null);
        moves.Add(ReferralMove.Of(Status, this, from, Requester, reason, now));
    }

    /// <summary>The person was erased: no text about the person stays. Moves must be loaded.</summary>
    public void EraseTexts(Envelope envelope)
    {
        Need = envelope.Seal("", Id, nameof(Need));
        moves.ForEach(move => move.EraseText());
    }

    public void RequestUntil(DateTimeOffset deadline, DateTimeOffset now) => (RequestedAt, Deadline) = (now, deadline);

    /// <summary>No capacity is free: it stands at the end of those of its priority.</summary>
    public void Wait(DateTimeOffset now) => (WaitingSince, OfferedUntil) = (now, null);

    /// <summary>Freed capacity is held for it until then.</summary>
    public void Offer(DateTimeOffset until) => OfferedUntil = until;

    public void Escalate(Escalation to) => Escalation = to;

    /// <summary>It is a referral from now on.</summary>
    public void Convert(DateTimeOffset deadline, DateTimeOffset now)
    {
        (IsAdvice, Escalation) = (false, Escalation.None);
        RequestUntil(deadline, now);
    }

    /// <returns>What happened for the first time: first-contact, first-visit.</returns>
    public IReadOnlyList<string> Contact(bool reached, bool byVisit, DateTimeOffset at)
    {
        if (!reached)
        {
            FailedContacts++;
            return [];
        }

        List<string> first = [];
        FailedContacts = 0;
        if (FirstContactAt is null)
        {
            FirstContactAt = at;
            first.Add("first-contact");
        }

        if (byVisit && FirstVisitAt is null)
        {
            FirstVisitAt = at;
            first.Add("first-visit");
        }

        return first;
    }

    public void AssignTo(Guid workerId) => WorkerId = workerId;

    internal sealed class Mapping : IEntityTypeConfiguration<Referral>
    {
        public void Configure(EntityTypeBuilder<Referral> builder)
        {
            builder.ToTable("referrals");
            builder.Property(r => r.Id).ValueGeneratedNever();
            builder.Property(r => r.Number).HasMaxLength(20).IsGivenByDatabase();
            builder.Property(r => r.Requester).HasMaxLength(50);
            builder.Property(r => r.Receiver).HasMaxLength(50);
            builder.Property(r => r.SitePlace).HasMaxLength(20);
            builder.Property(r => r.ServiceType).HasMaxLength(50);
            builder.Property(r => r.SharedData).IsWords();
            builder.Property(r => r.Need).IsSealed();
            builder.Property(r => r.Version).IsRowVersion();
            builder.HasIndex(r => r.Number).IsUnique();
            builder.HasIndex(r => new { r.Requester, r.Id });
            builder.HasIndex(r => new { r.Receiver, r.Id });
            builder.HasMany(r => r.Moves).WithOne().HasForeignKey(m => m.ReferralId);
            builder.HasOne<Case>().WithMany().HasForeignKey(r => r.CaseId).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<ServiceUser>().WithMany().HasForeignKey(r => r.ServiceUserId).OnDelete(DeleteBehavior.Restrict);
            builder
                .HasIndex(r => new { r.ServiceUserId, r.SiteId })
                .IsUnique()
                .HasFilter("status in ('requested', 'accepted', 'in-progress', 'on-hold')");
            builder.HasIndex(r => r.ServiceUserId);
            builder.HasIndex(r => r.SiteId).HasFilter("waiting_since is not null");
            builder.HasOne<Referral>().WithMany().HasForeignKey(r => r.Follows).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Consent>().WithMany().HasForeignKey(r => r.ConsentId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
