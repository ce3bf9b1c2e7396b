using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.ServiceTypes;

/// <summary>
/// What a service type was until a day. A case that began then keeps to it; the version in force is the
/// <see cref="ServiceType"/> itself.
/// </summary>
internal sealed class ServiceTypeVersion
{
    public required string ServiceTypeCode { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>First day; null when not known.</summary>
    public required DateOnly? ValidFrom { get; init; }

    /// <summary>Last day.</summary>
    public required DateOnly ValidUntil { get; init; }

    public required ServiceTypeDefinition Definition { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ServiceTypeVersion>
    {
        public void Configure(EntityTypeBuilder<ServiceTypeVersion> builder)
        {
            builder.ToTable("service_type_versions");
            builder.HasKey(v => new { v.ServiceTypeCode, v.Number });
            builder.Property(v => v.ServiceTypeCode).HasMaxLength(50);
            builder.Property(v => v.Definition).IsJson();
            builder.HasOne<ServiceType>().WithMany().HasForeignKey(v => v.ServiceTypeCode).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

/// <summary>All that a version says. Stored: members may be added, none may be renamed.</summary>
internal sealed record ServiceTypeDefinition(
    int? Number,
    LocalizedText Name,
    string LeadAgency,
    bool LeadAgencyInferred,
    string[] Forms,
    int? MinimumAge,
    int? MaximumAge,
    string? Sex,
    string[] Conditions,
    string[] TargetGroups,
    string[] Needs,
    string[] RequiredCompetences,
    LongText? Description,
    ServiceStandard? Standard,
    string? Note
)
{
    public static ServiceTypeDefinition Of(ServiceTypeDetails details)
    {
        return new(
            details.Number,
            details.Name,
            details.LeadAgency,
            details.LeadAgencyInferred,
            [.. details.Forms.Distinct().Select(Words.Of)],
            details.MinimumAge,
            details.MaximumAge,
            details.Sex,
            Distinct(details.Conditions),
            Distinct(details.TargetGroups),
            Distinct(details.Needs),
            Distinct(details.RequiredCompetences),
            details.Description,
            details.Standard,
            details.Note
        );

        static string[] Distinct(IReadOnlyList<string>? codes) => [.. (codes ?? []).Distinct()];
    }
}
