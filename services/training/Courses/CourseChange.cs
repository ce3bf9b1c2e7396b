using System.Text.Json;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Training.Courses;

/// <summary>A row of a course's history. Rows are only added.</summary>
internal sealed class CourseChange
{
    public required Guid Id { get; init; }
    public required Guid CourseId { get; init; }
    public required DateTimeOffset At { get; init; }

    /// <summary>The client that made the change.</summary>
    public required string Actor { get; init; }

    /// <summary>The organization that the client acts for.</summary>
    public string? Organization { get; init; }

    /// <summary>A verb phrase, for example <c>move session</c>.</summary>
    public required string Action { get; init; }

    /// <summary>What of the course, for example <c>session/3</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>What it was and what it became; ids and codes, no names.</summary>
    public JsonDocument? Details { get; init; }

    /// <summary>Sealed: a free text may say something about a person.</summary>
    public byte[]? Reason { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<CourseChange>
    {
        public void Configure(EntityTypeBuilder<CourseChange> builder)
        {
            builder.ToTable("course_changes");
            builder.HasKey(c => c.Id);
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.Actor).HasMaxLength(100);
            builder.Property(c => c.Organization).HasMaxLength(50);
            builder.Property(c => c.Action).HasMaxLength(100);
            builder.Property(c => c.Subject).HasMaxLength(200);
            builder.Property(c => c.Details).HasColumnType("jsonb");
            builder.Property(c => c.Reason).IsSealed();
            builder.HasOne<Course>().WithMany().HasForeignKey(c => c.CourseId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(c => c.CourseId);
        }
    }
}
