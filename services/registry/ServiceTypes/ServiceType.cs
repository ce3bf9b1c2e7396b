using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Contracts.Registry;
using SocialServices.Registry.Data;
using SocialServices.Registry.Organizations;
using SocialServices.Registry.Records;
using SocialServices.Registry.Workers;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.ServiceTypes;

/// <summary>One of the programme's 12 pilot specialized services, or basic case management.</summary>
internal sealed class ServiceType : IReferenceRecord, IDeletable, IVersioned
{
    public required string Code { get; init; }

    /// <summary>1 to 12 in the published order of the pilot services; null outside them.</summary>
    public int? Number { get; set; }

    public required LocalizedText Name { get; set; }
    public required string LeadAgencyCode { get; set; }

    /// <summary>No source states the lead agency.</summary>
    public bool LeadAgencyInferred { get; set; }

    /// <summary>Words of <see cref="ServiceForm"/>.</summary>
    public required string[] Forms { get; set; }

    /// <summary>Completed years; null = no limit.</summary>
    public int? MinimumAge { get; set; }

    /// <summary>Completed years; null = no limit.</summary>
    public int? MaximumAge { get; set; }

    /// <summary>Null where it is for everybody.</summary>
    public Sex? Sex { get; set; }

    /// <summary>Codes of what must be fulfilled beside age and sex, see <see cref="Vocabularies.Terms.Conditions"/>.</summary>
    public string[] Conditions { get; set; } = [];

    public required string[] TargetGroups { get; set; }
    public required string[] Needs { get; set; }

    /// <summary>Competences that the staff who deliver it must hold.</summary>
    public required string[] RequiredCompetences { get; set; }

    public LongText? Description { get; set; }

    /// <summary>What must be given for those who deliver it to deliver it well.</summary>
    public ServiceStandard? Standard { get; set; }

    /// <summary>From 1: each redefinition from a later day is a new version; see <see cref="ServiceTypeVersion"/>.</summary>
    public int VersionNumber { get; private set; } = 1;

    /// <summary>First day of this version; null when not known.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>The next version, until its day comes; see <see cref="BeginVersions"/>.</summary>
    public ComingVersion? Coming { get; set; }

    public string? Note { get; set; }
    public string? Reference { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
    public string? DeletionReason { get; set; }
    public uint Version { get; private set; }

    /// <summary>When it last changed, by the database's clock.</summary>
    public DateTimeOffset ModifiedAt { get; private set; }

    public string Subject => $"service-type/{Code}";
    string? IRecord.Owner => null;

    /// <summary>All that its version in force says.</summary>
    public ServiceTypeDefinition Definition() =>
        new(
            Number,
            Name,
            LeadAgencyCode,
            LeadAgencyInferred,
            Forms,
            MinimumAge,
            MaximumAge,
            Sex is { } sex ? Words.Of(sex) : null,
            Conditions,
            TargetGroups,
            Needs,
            RequiredCompetences,
            Description,
            Standard,
            Note
        );

    /// <summary>All but the code.</summary>
    public void Describe(ServiceTypeDefinition definition)
    {
        (Number, Name, Note) = (definition.Number, definition.Name, definition.Note);
        (LeadAgencyCode, LeadAgencyInferred) = (definition.LeadAgency, definition.LeadAgencyInferred);
        (MinimumAge, MaximumAge, Sex) = (
            definition.MinimumAge,
            definition.MaximumAge,
            Words.TryParse<Sex>(definition.Sex, out var sex) ? sex : null
        );
        (Forms, Conditions, TargetGroups) = (definition.Forms, definition.Conditions, definition.TargetGroups);
        (Needs, RequiredCompetences) = (definition.Needs, definition.RequiredCompetences);
        (Description, Standard) = (definition.Description, definition.Standard);
    }

    /// <summary>What follows is a new version from this day, after the first day of the present one.</summary>
    /// <returns>What it was until the day before, to be kept.</returns>
    public ServiceTypeVersion BeginVersion(DateOnly from)
    {
        var ended = new ServiceTypeVersion
        {
            ServiceTypeCode = Code,
            Number = VersionNumber,
            ValidFrom = ValidFrom,
            ValidUntil = from.AddDays(-1),
            Definition = Definition(),
        };
        (VersionNumber, ValidFrom) = (VersionNumber + 1, from);
        return ended;
    }

    /// <summary>The day of its coming version is there.</summary>
    /// <returns>What it was until the day before, to be kept.</returns>
    public ServiceTypeVersion BeginComing()
    {
        var coming = Coming!;
        var ended = BeginVersion(coming.From);
        Describe(coming.Definition with { Number = Number });
        Coming = null;
        return ended;
    }

    public ServiceTypeDeleted Deleted() => new(Code);

    public ServiceTypeDefined Defined() => new(Code, Number, Name.En, LeadAgencyCode, VersionNumber);

    internal sealed class Mapping : IEntityTypeConfiguration<ServiceType>
    {
        public void Configure(EntityTypeBuilder<ServiceType> builder)
        {
            builder.ToTable("service_types");
            builder.HasKey(t => t.Code);
            builder.Property(t => t.Code).HasMaxLength(50);
            builder.Property(t => t.LeadAgencyCode).HasMaxLength(50);
            builder.Property(t => t.Description).IsJson();
            builder.Property(t => t.Standard).IsJson();
            builder.Property(t => t.Coming).IsJson();
            builder.Property(t => t.Note).HasMaxLength(500);
            builder.Property(t => t.Reference).HasMaxLength(64).NotInHistory();
            builder.HasDeletion();
            builder.Property(t => t.Version).IsRowVersion();
            builder.Property(t => t.ModifiedAt).HasDefaultValueSql("now()").ValueGeneratedOnAddOrUpdate();
            builder.ComplexProperty(t => t.Name);
            builder.HasIndex(t => t.Number).IsUnique();
            builder.HasOne<Organization>().WithMany().HasForeignKey(t => t.LeadAgencyCode).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
