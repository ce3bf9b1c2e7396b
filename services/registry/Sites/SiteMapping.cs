using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Registry.Data;
using SocialServices.Registry.Organizations;
using SocialServices.Registry.Places;
using SocialServices.Registry.ServiceTypes;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Sites;

internal sealed class SiteMapping : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> builder)
    {
        builder.ToTable("sites");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.OrganizationCode).HasMaxLength(50);
        builder.Property(s => s.ServiceTypeCode).HasMaxLength(50);
        builder.Property(s => s.PlaceCode).HasMaxLength(20);
        builder.Property(s => s.Code).HasMaxLength(50);
        builder.Property(s => s.Address).HasMaxLength(500);
        builder.Property(s => s.Schedule).IsJson();
        builder.Property(s => s.Contacts).IsJson();
        builder.Property(s => s.Website).HasMaxLength(300);
        builder.Property(s => s.Description).IsJson();
        builder.Property(s => s.Funding).IsJson();
        builder.Property(s => s.Accreditation).IsJson();
        builder.Property(s => s.AccreditationSuspensionReason).HasMaxLength(Deletable.MaxReasonLength);
        builder.Property(s => s.StatusReason).HasMaxLength(ChangeSiteStatus.MaxReasonLength);
        builder.Property(s => s.Revision).HasDefaultValue(1L).ValueGeneratedOnAddOrUpdate().IsConcurrencyToken();
        builder.Property(s => s.ModifiedAt).HasDefaultValueSql("now()").ValueGeneratedOnAddOrUpdate();
        builder
            .Property(s => s.HsdsServiceId)
            .HasComputedColumnSql(HsdsIds.Sql("'service/' || organization_code || '/' || service_type_code"), stored: true);
        builder.HasIndex(s => s.HsdsServiceId);
        builder.ComplexProperty(s => s.Name);
        builder.Ignore(s => s.Free);
        builder.Ignore(s => s.Version);
        builder.HasDeletion();
        builder.Property(s => s.Total).NotInHistory(); // the ledger is
        builder.Property(s => s.Held).NotInHistory();
        builder.Property(s => s.Taken).NotInHistory();
        builder.Property(s => s.FreeAtDayStart).NotInHistory();
        builder.Property(s => s.CountedAt).NotInHistory();
        builder.HasIndex(s => new { s.OrganizationCode, s.Code }).IsUnique();
        builder.HasIndex(s => new { s.PlaceCode, s.Id });
        builder.HasIndex(s => new { s.ServiceTypeCode, s.Id });
        builder.HasOne<Organization>().WithMany().HasForeignKey(s => s.OrganizationCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<ServiceType>().WithMany().HasForeignKey(s => s.ServiceTypeCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Place>().WithMany().HasForeignKey(s => s.PlaceCode).OnDelete(DeleteBehavior.Restrict);
    }
}
