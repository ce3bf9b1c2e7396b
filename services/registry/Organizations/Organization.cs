using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Contracts.Registry;
using SocialServices.Registry.Data;
using SocialServices.Registry.Records;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Organizations;

/// <summary>A ministry, UN agency, provider, donor or institute of the programme.</summary>
internal sealed class Organization : IReferenceRecord, IDeletable, IVersioned
{
    public required string Code { get; init; }
    public required OrganizationKind Kind { get; set; }
    public required LocalizedText Name { get; set; }

    /// <summary>What it does, did and will do in the programme.</summary>
    public IReadOnlyList<RolePeriod> RolePeriods { get; private set; } = [];

    /// <summary>Words of <see cref="ProgrammeRole"/> as of the day when its periods last changed, for the previous version.</summary>
    public string[] Roles { get; private set; } = [];

    /// <summary>The organization it is part of.</summary>
    public string? ParentCode { get; set; }

    public string? LegalForm { get; set; }

    /// <summary>In the state register of legal entities.</summary>
    public string? RegistrationNumber { get; set; }

    public string? Website { get; set; }
    public IReadOnlyList<Contact> Contacts { get; set; } = [];
    public IReadOnlyList<OfficeAddress> Addresses { get; set; } = [];

    /// <summary>No source names it: it stands in for one of the programme's unnamed providers.</summary>
    public bool Inferred { get; set; }

    public string? Note { get; set; }
    public string? Reference { get; set; }
    public DateTimeOffset? DeletedAt { get; set; }
    public string? DeletionReason { get; set; }
    public uint Version { get; private set; }

    /// <summary>When it last changed, by the database's clock.</summary>
    public DateTimeOffset ModifiedAt { get; private set; }

    /// <summary>Its UUID in HSDS, made from the code: see <see cref="HsdsIds"/>.</summary>
    public Guid HsdsId { get; private set; }

    public string Subject => $"organization/{Code}";
    string? IRecord.Owner => Code;

    public IEnumerable<ProgrammeRole> RolesOn(DateOnly day) =>
        RolePeriods.Where(period => period.IsOn(day)).Select(period => period.Role).Distinct();

    public void TakeRoles(IReadOnlyList<RolePeriod> periods, DateOnly today)
    {
        RolePeriods = periods;
        Roles = [.. RolesOn(today).Select(Words.Of)];
    }

    /// <summary>From today it has these roles: what is new begins, what is left out ended yesterday.</summary>
    public void TakeRolesFrom(DateOnly today, IReadOnlyCollection<ProgrammeRole> roles)
    {
        var kept = RolePeriods
            .Where(period => roles.Contains(period.Role) || !(period.IsOn(today) && period.From == today))
            .Select(period => roles.Contains(period.Role) || !period.IsOn(today) ? period : period with { Until = today.AddDays(-1) });
        var begun = roles.Except(RolesOn(today)).Select(role => new RolePeriod(role, today));
        TakeRoles([.. kept, .. begun], today);
    }

    /// <summary>All but the code.</summary>
    public void Describe(OrganizationDetails details, DateOnly today)
    {
        (Kind, Name, ParentCode) = (details.Kind, details.Name, details.Parent);
        (LegalForm, RegistrationNumber, Website) = (details.LegalForm, details.RegistrationNumber, details.Website);
        (Contacts, Addresses) = (details.Contacts ?? [], details.Addresses ?? []);
        if (details.RolePeriods is { } periods)
        {
            TakeRoles(periods, today);
        }
        else if (details.Roles is { } roles)
        {
            TakeRolesFrom(today, [.. roles]);
        }
    }

    public OrganizationRegistered Registered() => new(Code, Words.Of(Kind), Name.En);

    public OrganizationDeleted Deleted() => new(Code);

    internal sealed class Mapping : IEntityTypeConfiguration<Organization>
    {
        public void Configure(EntityTypeBuilder<Organization> builder)
        {
            builder.ToTable("organizations");
            builder.HasKey(o => o.Code);
            builder.Property(o => o.Code).HasMaxLength(50);
            builder.Property(o => o.RolePeriods).IsJson();
            builder.Property(o => o.Roles).NotInHistory(); // the periods are
            builder.Property(o => o.ParentCode).HasMaxLength(50);
            builder.Property(o => o.LegalForm).HasMaxLength(100);
            builder.Property(o => o.RegistrationNumber).HasMaxLength(50);
            builder.Property(o => o.Website).HasMaxLength(300);
            builder.Property(o => o.Contacts).IsJson();
            builder.Property(o => o.Addresses).IsJson();
            builder.Property(o => o.Note).HasMaxLength(500);
            builder.Property(o => o.Reference).HasMaxLength(64).NotInHistory();
            builder.HasDeletion();
            builder.Property(o => o.Version).IsRowVersion();
            builder.Property(o => o.ModifiedAt).HasDefaultValueSql("now()").ValueGeneratedOnAddOrUpdate();
            builder.Property(o => o.HsdsId).HasComputedColumnSql(HsdsIds.Sql("'organization/' || code"), stored: true);
            builder.HasIndex(o => o.HsdsId).IsUnique();
            builder.ComplexProperty(o => o.Name);
            builder.HasOne<Organization>().WithMany().HasForeignKey(o => o.ParentCode).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
