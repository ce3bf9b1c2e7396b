using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.ServiceUsers;

/// <summary>What a service user's details were before a correction.</summary>
internal sealed class ServiceUserVersion
{
    private ServiceUserVersion() { }

    public Guid Id { get; private init; }
    public Guid ServiceUserId { get; private init; }

    /// <summary>1, 2, 3 … from the oldest.</summary>
    public int Number { get; private init; }

    public DateTimeOffset ReplacedAt { get; private init; }

    /// <summary>The worker who corrected it.</summary>
    public Guid ReplacedBy { get; private init; }

    /// <summary>Sealed <see cref="PersonalDetails"/>.</summary>
    public byte[] Details { get; private init; } = [];

    /// <summary>Why it was corrected; sealed.</summary>
    public byte[] Reason { get; private init; } = [];

    public static ServiceUserVersion Of(ServiceUser user, int number, string reason, Guid by, Envelope envelope, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new ServiceUserVersion
        {
            Id = id,
            ServiceUserId = user.Id,
            Number = number,
            ReplacedAt = now,
            ReplacedBy = by,
            Details = envelope.Seal(user.Open(envelope), id, nameof(Details)),
            Reason = envelope.Seal(reason, id, nameof(Reason)),
        };
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ServiceUserVersion>
    {
        public void Configure(EntityTypeBuilder<ServiceUserVersion> builder)
        {
            builder.ToTable("service_user_versions");
            builder.Property(v => v.Id).ValueGeneratedNever();
            builder.Property(v => v.Details).IsSealed();
            builder.Property(v => v.Reason).IsSealed();
            builder.HasIndex(v => new { v.ServiceUserId, v.Number }).IsUnique();
        }
    }
}
