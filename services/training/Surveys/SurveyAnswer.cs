using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.Training.Courses;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Surveys;

/// <summary>An answer to the survey of a course. Anonymous: no person, no time, and an id that tells no order.</summary>
internal sealed class SurveyAnswer
{
    /// <summary>Random, unlike all other ids: UUID v7 would tell when it came.</summary>
    public required Guid Id { get; init; }

    public required Guid CourseId { get; init; }

    /// <summary>1 to 5.</summary>
    public required int Satisfaction { get; init; }

    public required IReadOnlyList<TopicRating> Topics { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SurveyAnswer>
    {
        public void Configure(EntityTypeBuilder<SurveyAnswer> builder)
        {
            builder.ToTable("survey_answers");
            builder.HasKey(a => a.Id);
            builder.Property(a => a.Id).ValueGeneratedNever();
            builder
                .Property(a => a.Topics)
                .HasColumnType("jsonb")
                .HasConversion(
                    topics => JsonSerializer.Serialize(topics, Json.Options),
                    json => JsonSerializer.Deserialize<List<TopicRating>>(json, Json.Options)!,
                    new ValueComparer<IReadOnlyList<TopicRating>>((a, b) => a!.SequenceEqual(b!), t => t.Count, t => t)
                );
            builder.HasOne<Course>().WithMany().HasForeignKey(a => a.CourseId).OnDelete(DeleteBehavior.Restrict);
            builder.HasIndex(a => a.CourseId);
        }
    }
}

/// <summary>How well a participant knows a topic by their own judgement.</summary>
/// <param name="Topic">For example needs-assessment.</param>
/// <param name="Before">1 to 5.</param>
/// <param name="After">1 to 5.</param>
public sealed record TopicRating(
    [property: Required, MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string Topic,
    [property: Range(1, 5)] int Before,
    [property: Range(1, 5)] int After
);
