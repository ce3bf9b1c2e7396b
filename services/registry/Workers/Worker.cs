using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Contracts;
using SocialServices.Contracts.Registry;
using SocialServices.Registry.Data;
using SocialServices.Registry.Organizations;
using SocialServices.Registry.Places;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Workers;

/// <summary>A member of the workforce. Name, birth date and disability are sealed.</summary>
internal sealed class Worker : IDeletable, IVersioned
{
    public const int MaxCaseload = 500;

    public required Guid Id { get; init; }

    /// <summary>The employer, after leaving the last one. This, the role and the place are those of the newest post that has begun.</summary>
    public string OrganizationCode { get; private set; } = "";

    public WorkerRole Role { get; private set; }

    /// <summary>Where the worker works.</summary>
    public string PlaceCode { get; private set; } = "";

    /// <summary>They do not overlap; the oldest first, and it has begun.</summary>
    public IReadOnlyList<WorkerPost> Posts { get; private set; } = [];

    public required Sex Sex { get; set; }

    /// <summary>The employer's own code, unique within the organization; must not be a name.</summary>
    public string? Code { get; set; }

    /// <summary>How many cases the worker may have at once; null when nobody has set a limit.</summary>
    public int? CaseloadLimit { get; set; }

    /// <summary>False after leaving.</summary>
    public bool Active { get; private set; }

    /// <summary>Last day; null while the worker has not left.</summary>
    public DateOnly? LeftOn { get; private set; }

    /// <summary>The day on which the posts say something else of the worker; null while none is known. See <see cref="BeginPosts"/>.</summary>
    public DateOnly? DueOn { get; private set; }

    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary><see cref="WorkerIdentity"/>, sealed for this worker.</summary>
    public required byte[] Personal { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }
    public string? DeletionReason { get; set; }
    public uint Version { get; private set; }

    public string Subject => $"worker/{Id}";
    string? IRecord.Owner => OrganizationCode;

    /// <summary>Replaces the posts; the newest that has begun decides where the worker belongs.</summary>
    public void Employ(IEnumerable<WorkerPost> posts, DateOnly today)
    {
        Posts = [.. posts.OrderBy(post => post.From)];
        var (newest, next) = (Posts.Last(post => post.From <= today), Posts.FirstOrDefault(post => post.From > today));
        (OrganizationCode, Role, PlaceCode) = (newest.Organization, newest.Role, newest.Place);
        Active = newest.Until is null || newest.Until > today;
        LeftOn = Active ? null : newest.Until;
        DueOn = Active && newest.Until is { } until ? until.AddDays(1) : next?.From;
    }

    /// <returns>False, and nothing changes, when the worker has left before or the post had not begun on that day.</returns>
    /// <remarks>A post that is to begin is another one and stays.</remarks>
    public bool TryLeave(DateOnly lastDay, DateOnly today)
    {
        var newest = Posts.Last(post => post.From <= today);
        if (!Active || lastDay < newest.From)
        {
            return false;
        }

        Employ(Posts.Select(post => post == newest ? post with { Until = lastDay } : post).ToList(), today);
        return true;
    }

    public Demographics DemographicsOn(WorkerIdentity identity, DateOnly today) =>
        new(Words.Of(Sex), AgeBands.Of(identity.BirthDate, today), identity.Disability, PlaceCode);

    public WorkerRegistered Registered(Demographics demographics) => new(Id, OrganizationCode, Words.Of(Role), demographics);

    public WorkerChanged Changed(Demographics demographics) => new(Id, OrganizationCode, Words.Of(Role), Active, demographics);

    public WorkerDeleted Deleted() => new(Id);

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
            builder.Property(w => w.Posts).IsJson();
            builder.Property(w => w.DueOn).NotInHistory();
            builder.Property(w => w.Personal).IsSealed();
            builder.HasDeletion();
            builder.Property(w => w.Version).IsRowVersion();
            builder.HasIndex(w => new { w.OrganizationCode, w.Code }).IsUnique();
            builder.HasIndex(w => w.DueOn).HasFilter("due_on is not null");
            builder.HasOne<Organization>().WithMany().HasForeignKey(w => w.OrganizationCode).OnDelete(DeleteBehavior.Restrict);
            builder.HasOne<Place>().WithMany().HasForeignKey(w => w.PlaceCode).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
