using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Contracts.Registry;
using SocialServices.Registry.Hsds;
using SocialServices.Registry.Data;
using SocialServices.Registry.Records;
using SocialServices.Registry.Reference;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Organizations;

/// <summary>A ministry, UN agency, provider, donor or institute of the programme.</summary>
internal sealed class Organization : IReferenceRecord, IDeletable
{
    public required string Code { get; init; }
    public required OrganizationKind Kind { get; set; }
    public required LocalizedText Name { get; set; }

    /// <summary>Words of <see cref="ProgrammeRole"/>.</summary>
    public required string[] Roles { get; set; }

    public string? Website { get; set; }

    /// <summary>No source names it: it stands in for one of the programme's unnamed providers.</summary>
    public bool Inferred { get; set; }

    public string? Note { get; set; }
    public string? Reference { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
    public string? DeletionReason { get; set; }
    public uint Version { get; private set; }

    /// <summary>When it last changed, by the database's clock.</summary>
    public DateTimeOffset ModifiedAt { get; private set; }

    /// <summary>Its UUID in HSDS, made from the code: see <see cref="Hsds.HsdsIds"/>.</summary>
    public Guid HsdsId { get; private set; }

    public string Subject => $"organization/{Code}";
    string? IRecord.Owner => Code;

    public OrganizationRegistered Registered(DateTimeOffset at) =>
        new(Code, Words.Of(Kind), Name.En) { EventId = Guid.CreateVersion7(at), OccurredAt = at };

    internal sealed class Mapping : IEntityTypeConfiguration<Organization>
    {
        public void Configure(EntityTypeBuilder<Organization> builder)
        {
            builder.ToTable("organizations");
            builder.HasKey(o => o.Code);
            builder.Property(o => o.Code).HasMaxLength(50);
            builder.Property(o => o.Website).HasMaxLength(300);
            builder.Property(o => o.Note).HasMaxLength(500);
            builder.Property(o => o.Reference).HasMaxLength(64).NotInHistory();
            builder.HasDeletion();
            builder.Property(o => o.Version).IsRowVersion();
            builder.Property(o => o.ModifiedAt).HasDefaultValueSql("now()").ValueGeneratedOnAddOrUpdate();
            builder.Property(o => o.HsdsId).HasComputedColumnSql(HsdsIds.Sql("'organization/' || code"), stored: true);
            builder.HasIndex(o => o.HsdsId).IsUnique();
            builder.ComplexProperty(o => o.Name);
        }
    }
}
