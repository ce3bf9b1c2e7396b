using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.ServiceUsers;

/// <summary>
/// A user of social services (Law No. 434-VI, art. 1), known to the organization that registered them and to nobody else.
/// </summary>
internal sealed class ServiceUser : IVersioned
{
    private readonly List<ServiceUserDigest> digests = [];
    private readonly List<ServiceUserVersion> versions = [];

    private ServiceUser() { }

    public Guid Id { get; private init; }

    /// <summary>Code of the organization that registered the person.</summary>
    public string Organization { get; private init; } = "";

    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Sealed <see cref="PersonalDetails"/>.</summary>
    public byte[] Details { get; private set; } = [];

    /// <summary>The record that stands for this one since the two were found to be the same person.</summary>
    public Guid? MergedInto { get; private set; }

    /// <summary>Number of the order that keeps the records from being erased; null for none.</summary>
    public string? LegalHold { get; private set; }

    /// <summary>When the person was erased; null while the details are there.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    public uint Version { get; private init; }

    public IReadOnlyList<ServiceUserDigest> Digests => digests;

    /// <summary>What was corrected, oldest first.</summary>
    public IReadOnlyList<ServiceUserVersion> Versions => versions;

    public static ServiceUser Register(
        PersonalDetails person,
        string organization,
        Envelope envelope,
        BlindIndexes indexes,
        DateTimeOffset now
    )
    {
        var id = Guid.CreateVersion7(now);
        var user = new ServiceUser
        {
            Id = id,
            Organization = organization,
            CreatedAt = now,
            Details = envelope.Seal(person, id, nameof(Details)),
        };
        user.Index(person, indexes);
        return user;
    }

    public PersonalDetails Open(Envelope envelope) => envelope.Open<PersonalDetails>(Details, Id, nameof(Details));

    /// <summary>Replaces the details; what they were stays in the history. Digests and versions must be loaded.</summary>
    /// <param name="person">As it is right.</param>
    /// <param name="reason">Why; sealed.</param>
    /// <param name="by">The person who corrects it.</param>
    /// <param name="envelope">Seals.</param>
    /// <param name="indexes">Makes the digests.</param>
    /// <param name="now">From when.</param>
    public void Correct(PersonalDetails person, string reason, Guid by, Envelope envelope, BlindIndexes indexes, DateTimeOffset now)
    {
        versions.Add(ServiceUserVersion.Of(this, versions.Count + 1, reason, by, envelope, now));
        Details = envelope.Seal(person, Id, nameof(Details));
        Index(person, indexes);
    }

    public void MergeInto(Guid survivor) => MergedInto = survivor;

    public void UndoMerge() => MergedInto = null;

    public void Hold(string? reference) => LegalHold = reference;

    /// <summary>Only what figures are made of stays: sex, year of birth, place and disability.</summary>
    public void Erase(Envelope envelope, DateTimeOffset now)
    {
        var person = Open(envelope);
        Details = envelope.Seal(
            new PersonalDetails("", "", person.Sex, person.Place, Disability: person.Disability, BirthYear: person.Born()?.First.Year),
            Id,
            nameof(Details)
        );
        digests.Clear();
        versions.Clear();
        ErasedAt = now;
    }

    private void Index(PersonalDetails person, BlindIndexes indexes)
    {
        var wanted = indexes.Of(Organization, person).DistinctBy(Convert.ToHexString).ToList();
        digests.RemoveAll(old => !wanted.Any(digest => digest.AsSpan().SequenceEqual(old.Digest)));
        digests.AddRange(
            wanted
                .Where(digest => !digests.Any(old => digest.AsSpan().SequenceEqual(old.Digest)))
                .Select(digest => new ServiceUserDigest { ServiceUserId = Id, Digest = digest })
        );
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ServiceUser>
    {
        public void Configure(EntityTypeBuilder<ServiceUser> builder)
        {
            builder.ToTable("service_users");
            builder.Property(u => u.Id).ValueGeneratedNever();
            builder.Property(u => u.Organization).HasMaxLength(50);
            builder.Property(u => u.Details).IsSealed();
            builder.Property(u => u.LegalHold).HasMaxLength(100);
            builder.Property(u => u.Version).IsRowVersion();
            builder.HasIndex(u => u.MergedInto).HasFilter("merged_into is not null");
            builder.HasOne<ServiceUser>().WithMany().HasForeignKey(u => u.MergedInto).OnDelete(DeleteBehavior.Restrict);
            builder.HasMany(u => u.Digests).WithOne().HasForeignKey(i => i.ServiceUserId);
            builder.HasMany(u => u.Versions).WithOne().HasForeignKey(v => v.ServiceUserId);
        }
    }
}

/// <summary>Digest of one thing by which a person is found, see <see cref="BlindIndexes"/>.</summary>
internal sealed class ServiceUserDigest
{
    public required Guid ServiceUserId { get; init; }
    public required byte[] Digest { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ServiceUserDigest>
    {
        public void Configure(EntityTypeBuilder<ServiceUserDigest> builder)
        {
            builder.ToTable("service_user_digests");
            builder.HasKey(i => new { i.ServiceUserId, i.Digest });
            builder.HasIndex(i => i.Digest);
        }
    }
}
