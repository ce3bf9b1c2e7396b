using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Contracts.Registry;
using SocialServices.Registry.Records;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Places;

/// <summary>A part of the country's administrative geography: its newest version. The database keeps the earlier ones (<see cref="PlaceVersion"/>).</summary>
internal sealed class Place : IReferenceRecord, IRecord, IVersioned
{
    /// <summary>ISO 3166-2 for velayats and Ashgabat, <c>TM</c> for the country, our own stable codes below (<c>TM-L-01</c>).</summary>
    public required string Code { get; init; }

    /// <summary>From 1: a new name, kind or parent from a later day is a new version.</summary>
    public int VersionNumber { get; set; } = 1;

    /// <summary>The place it is part of; null for the country.</summary>
    public string? ParentCode { get; set; }

    public required PlaceKind Kind { get; set; }
    public required LocalizedText Name { get; set; }

    /// <summary>Humanitarian p-code, once one is published.</summary>
    public string? Pcode { get; set; }

    /// <summary>Degrees, WGS 84, of its centre.</summary>
    public double? Latitude { get; set; }

    /// <summary>Degrees, WGS 84, of its centre.</summary>
    public double? Longitude { get; set; }

    /// <summary>First day; null when not known.</summary>
    public DateOnly? ValidFrom { get; set; }

    /// <summary>Last day; null while it exists.</summary>
    public DateOnly? ValidUntil { get; set; }

    /// <summary>What is uncertain about it.</summary>
    public string? Note { get; set; }

    public string? Reference { get; set; }
    public uint Version { get; private set; }

    public string Subject => $"place/{Code}";
    string? IRecord.Owner => null;

    /// <summary>A place of which no dates are known is taken to exist.</summary>
    public bool ExistsOn(DateOnly day) => !(ValidFrom > day) && !(ValidUntil < day);

    public PlaceVersion ToVersion() =>
        new()
        {
            Code = Code,
            Number = VersionNumber,
            ParentCode = ParentCode,
            Kind = Kind,
            Name = Name,
            Pcode = Pcode,
            Latitude = Latitude,
            Longitude = Longitude,
            ValidFrom = ValidFrom,
            ValidUntil = ValidUntil,
            Note = Note,
        };

    public PlaceDefined Defined() => new(Code, ParentCode, Words.Of(Kind), Name.En, VersionNumber, ValidFrom, ValidUntil);

    internal sealed class Mapping : IEntityTypeConfiguration<Place>
    {
        public void Configure(EntityTypeBuilder<Place> builder)
        {
            builder.ToTable("places");
            builder.HasKey(p => p.Code);
            builder.Property(p => p.Code).HasMaxLength(20);
            builder.Property(p => p.ParentCode).HasMaxLength(20);
            builder.Property(p => p.Pcode).HasMaxLength(20);
            builder.Property(p => p.Note).HasMaxLength(500);
            builder.Property(p => p.Reference).HasMaxLength(64).NotInHistory();
            builder.Property(p => p.Version).IsRowVersion();
            builder.ComplexProperty(p => p.Name);
            builder.HasOne<Place>().WithMany().HasForeignKey(p => p.ParentCode).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
