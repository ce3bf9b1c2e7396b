using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Referrals.Cases;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Consents;

/// <summary>
/// What a service user allowed: for which purposes, to whom, which data, how long. Never changed after it was given, only
/// withdrawn; another extent is another consent.
/// </summary>
internal sealed class Consent : IVersioned
{
    private Consent() { }

    public Guid Id { get; private init; }
    public Guid CaseId { get; private init; }

    /// <summary>Code of the organization that asked for the consent: the case's.</summary>
    public string Organization { get; private init; } = "";

    public IReadOnlyList<Purpose> Purposes { get; private init; } = [];
    public IReadOnlyList<string> Recipients { get; private init; } = [];
    public IReadOnlyList<DataCategory> DataCategories { get; private init; } = [];
    public GivenBy GivenBy { get; private init; }

    /// <summary>Sealed; null when the service user gave the consent in person.</summary>
    public byte[]? GuardianName { get; private init; }

    /// <summary>In which it was explained; null when nobody wrote it down.</summary>
    public ConsentLanguage? Language { get; private init; }

    /// <summary>First day, Asia/Ashgabat.</summary>
    public DateOnly ValidFrom { get; private init; }

    /// <summary>Last day; null = until withdrawn.</summary>
    public DateOnly? ValidUntil { get; private init; }

    public DateTimeOffset RecordedAt { get; private init; }
    public DateTimeOffset? WithdrawnAt { get; private set; }

    /// <summary>Sealed.</summary>
    public byte[]? WithdrawalReason { get; private set; }

    public uint Version { get; private init; }

    public static Consent Give(Guid caseId, string organization, GiveConsent.Request given, Envelope envelope, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new Consent
        {
            Id = id,
            CaseId = caseId,
            Organization = organization,
            Purposes = [.. given.Purposes.Distinct()],
            Recipients = [.. given.Recipients.Distinct(StringComparer.Ordinal)],
            DataCategories = [.. given.DataCategories.Distinct()],
            GivenBy = given.GivenBy,
            GuardianName = given.GuardianName is null ? null : envelope.Seal(given.GuardianName, id, nameof(GuardianName)),
            Language = given.Language,
            ValidFrom = given.ValidFrom,
            ValidUntil = given.ValidUntil,
            RecordedAt = now,
        };
    }

    /// <returns>False, and nothing changes, when it was withdrawn before.</returns>
    public bool TryWithdraw(string? reason, Envelope envelope, DateTimeOffset now)
    {
        if (WithdrawnAt is not null)
        {
            return false;
        }

        (WithdrawnAt, WithdrawalReason) = (
            now,
            string.IsNullOrWhiteSpace(reason) ? null : envelope.Seal(reason, Id, nameof(WithdrawalReason))
        );
        return true;
    }

    /// <summary>As <see cref="StatusOn"/>, for queries.</summary>
    public static Expression<Func<Consent, bool>> IsValidOn(DateOnly day) =>
        consent => consent.WithdrawnAt == null && consent.ValidFrom <= day && (consent.ValidUntil == null || day <= consent.ValidUntil);

    public ConsentStatus StatusOn(DateOnly day) =>
        this switch
        {
            { WithdrawnAt: not null } => ConsentStatus.Withdrawn,
            _ when day < ValidFrom => ConsentStatus.NotYetValid,
            { ValidUntil: { } last } when day > last => ConsentStatus.Expired,
            _ => ConsentStatus.Valid,
        };

    internal sealed class Mapping : IEntityTypeConfiguration<Consent>
    {
        public void Configure(EntityTypeBuilder<Consent> builder)
        {
            builder.ToTable("consents");
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.Organization).HasMaxLength(50);
            builder.Property(c => c.Purposes).IsWords();
            builder.Property(c => c.Recipients).HasColumnType("text[]");
            builder.Property(c => c.DataCategories).IsWords();
            builder.Property(c => c.GuardianName).IsSealed();
            builder.Property(c => c.WithdrawalReason).IsSealed();
            builder.Property(c => c.Version).IsRowVersion();
            builder.HasOne<Case>().WithMany().HasForeignKey(c => c.CaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
