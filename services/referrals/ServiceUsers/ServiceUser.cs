using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.ServiceUsers;

/// <summary>A user of social services (Law No. 434-VI, art. 1), known to the organization that registered them and to nobody else.</summary>
internal sealed class ServiceUser
{
    private ServiceUser() { }

    public Guid Id { get; private init; }

    /// <summary>Code of the organization that registered the person.</summary>
    public string Organization { get; private init; } = "";

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Sealed <see cref="PersonalDetails"/>.</summary>
    public byte[] Details { get; private init; } = [];

    /// <summary>Digest of name and birth date.</summary>
    public byte[] NameDigest { get; private init; } = [];

    public IReadOnlyList<ServiceUserIdentifier> Identifiers { get; private init; } = [];

    public static ServiceUser Register(
        PersonalDetails person,
        string organization,
        Envelope envelope,
        BlindIndexes digests,
        DateTimeOffset now
    )
    {
        var id = Guid.CreateVersion7(now);
        return new ServiceUser
        {
            Id = id,
            Organization = organization,
            CreatedAt = now,
            Details = envelope.Seal(person, id),
            NameDigest = digests.OfName(organization, person),
            Identifiers =
            [
                .. digests
                    .OfIdentifiers(organization, person.Identifiers, person.ExternalCode)
                    .DistinctBy(Convert.ToHexString)
                    .Select(digest => new ServiceUserIdentifier { ServiceUserId = id, Digest = digest }),
            ],
        };
    }

    public PersonalDetails Open(Envelope envelope) => envelope.Open<PersonalDetails>(Details, Id);

    internal sealed class Mapping : IEntityTypeConfiguration<ServiceUser>
    {
        public void Configure(EntityTypeBuilder<ServiceUser> builder)
        {
            builder.ToTable("service_users");
            builder.Property(u => u.Id).ValueGeneratedNever();
            builder.Property(u => u.Organization).HasMaxLength(50);
            builder.Property(u => u.Details).IsSealed();
            builder.HasIndex(u => new { u.Organization, u.NameDigest });
            builder.HasMany(u => u.Identifiers).WithOne().HasForeignKey(i => i.ServiceUserId);
        }
    }
}

/// <summary>Digest of one identifier, or of the external code.</summary>
internal sealed class ServiceUserIdentifier
{
    public required Guid ServiceUserId { get; init; }
    public required byte[] Digest { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ServiceUserIdentifier>
    {
        public void Configure(EntityTypeBuilder<ServiceUserIdentifier> builder)
        {
            builder.ToTable("service_user_identifiers");
            builder.HasKey(i => new { i.ServiceUserId, i.Digest });
            builder.HasIndex(i => i.Digest);
        }
    }
}
