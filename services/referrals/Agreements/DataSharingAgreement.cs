using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Referrals.Agreements;

/// <summary>The signed agreement under which an organization may receive referrals. Without one it receives none.</summary>
internal sealed class DataSharingAgreement : IVersioned
{
    private DataSharingAgreement() { }

    /// <summary>Code of the organization.</summary>
    public string Organization { get; private init; } = "";

    /// <summary>Number of the document.</summary>
    public string Reference { get; private set; } = "";

    /// <summary>First day, Asia/Ashgabat.</summary>
    public DateOnly ValidFrom { get; private set; }

    /// <summary>Last day; null = until it is ended.</summary>
    public DateOnly? ValidUntil { get; private set; }

    public uint Version { get; private init; }

    public static DataSharingAgreement For(string organization) => new() { Organization = organization };

    public void Set(string reference, DateOnly from, DateOnly? until) => (Reference, ValidFrom, ValidUntil) = (reference, from, until);

    internal sealed class Mapping : IEntityTypeConfiguration<DataSharingAgreement>
    {
        public void Configure(EntityTypeBuilder<DataSharingAgreement> builder)
        {
            builder.ToTable("data_sharing_agreements");
            builder.HasKey(a => a.Organization);
            builder.Property(a => a.Organization).HasMaxLength(50);
            builder.Property(a => a.Reference).HasMaxLength(100);
            builder.Property(a => a.Version).IsRowVersion();
        }
    }
}
