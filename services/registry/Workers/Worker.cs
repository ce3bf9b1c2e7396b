using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Contracts;
using SocialServices.Contracts.Registry;
using SocialServices.Registry.Data;
using SocialServices.Registry.Organizations;
using SocialServices.Registry.Places;
using SocialServices.Registry.Records;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Registry.Workers;

/// <summary>A member of the workforce. Name, birth date and disability are sealed.</summary>
internal sealed class Worker : IDeletable
{
    public required Guid Id { get; init; }
    public required string OrganizationCode { get; init; }
    public required WorkerRole Role { get; init; }
    public required Sex Sex { get; init; }

    /// <summary>Where the worker works.</summary>
    public required string PlaceCode { get; init; }

    /// <summary>The employer's own code, unique within the organization; must not be a name.</summary>
    public string? Code { get; init; }

    public required bool Active { get; init; }
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary><see cref="WorkerIdentity"/>, sealed for this worker.</summary>
    public required byte[] Personal { get; init; }

    public DateTimeOffset? DeletedAt { get; set; }
    public string? DeletionReason { get; set; }
    public uint Version { get; private set; }

    public string Subject => $"worker/{Id}";
    string? IRecord.Owner => OrganizationCode;

    public PersonFacts Facts(WorkerIdentity identity, DateOnly today) =>
        new(Words.Of(Sex), AgeBands.Of(identity.BirthDate, today), identity.Disability, PlaceCode);

    public WorkerRegistered Registered(PersonFacts facts) =>
        new(Id, OrganizationCode, Words.Of(Role), facts) { EventId = Guid.CreateVersion7(RegisteredAt), OccurredAt = RegisteredAt };

    internal sealed class Mapping : IEntityTypeConfiguration<Worker>
    {
        public void Configure(EntityTypeBuilder<Worker> builder)
        {
            builder.ToTable("workers");
            builder.HasKey(w => w.Id);
            builder.Property(w => w.Id).ValueGeneratedNever();
            builder.Property(w => w.OrganizationCode).HasMaxLength(50);
            builder.Property(w => w.PlaceCode).HasMaxLength(20);
            builder.Property(w => w.Code).HasMaxLength(50);
            builder.Property(w => w.Personal).IsSealed();
            builder.HasDeletion();
            builder.Property(w => w.Version).IsRowVersion();
            builder.HasIndex(w => new { w.OrganizationCode, w.Code }).IsUnique();
            builder.HasOne<Organization>().WithMany().HasForeignKey(w => w.OrganizationCode).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Place>().WithMany().HasForeignKey(w => w.PlaceCode).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
