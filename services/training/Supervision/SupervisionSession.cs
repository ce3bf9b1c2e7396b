using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Supervision;

/// <summary>Practitioners present hard cases to supervisors. What was said is sealed; cases appear by an anonymous reference only.</summary>
internal sealed class SupervisionSession
{
    public required Guid Id { get; init; }
    public required string Organizer { get; init; }
    public required DateOnly HeldOn { get; init; }

    /// <summary>Workers who supervise.</summary>
    public required Guid[] Supervisors { get; init; }

    /// <summary>How many presented a case.</summary>
    public required int Presenters { get; init; }

    /// <summary><see cref="SupervisionRecord"/>, sealed.</summary>
    public required byte[] Record { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SupervisionSession>
    {
        public void Configure(EntityTypeBuilder<SupervisionSession> builder)
        {
            builder.ToTable("supervision_sessions");
            builder.HasKey(s => s.Id);
            builder.Property(s => s.Id).ValueGeneratedNever();
            builder.Property(s => s.Organizer).HasMaxLength(Codes.MaxLength);
            builder.Property(s => s.Record).IsSealed();
            builder.HasIndex(s => s.Organizer);
        }
    }
}

/// <summary>What was presented and agreed.</summary>
/// <param name="Cases">Who presented which case.</param>
/// <param name="Actions">What was agreed.</param>
public sealed record SupervisionRecord(
    [property: MinLength(1), MaxLength(50), NoNulls] IReadOnlyList<PresentedCase> Cases,
    [property: MaxLength(100), NoNulls] IReadOnlyList<AgreedAction> Actions
);

/// <summary>A case as it was presented.</summary>
/// <param name="PresenterId">The worker.</param>
/// <param name="Reference">Made up for this session, for example CASE-A: never the number of a case.</param>
/// <param name="ServiceType">Code of the service type.</param>
public sealed record PresentedCase(
    Guid PresenterId,
    [property: Required, MaxLength(20), RegularExpression("^(?![A-Z]+-\\d{4}-\\d+$)[A-Z0-9][A-Z0-9-]*$")] string Reference,
    [property: MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string? ServiceType = null
);

/// <summary>What was agreed.</summary>
/// <param name="Text">What is to be done; no names.</param>
/// <param name="Reference">The case; absent when it concerns all.</param>
/// <param name="DueOn">By when.</param>
public sealed record AgreedAction(
    [property: Required, MaxLength(Codes.MaxReason), RegularExpression(Codes.Lines)] string Text,
    [property: MaxLength(20)] string? Reference = null,
    DateOnly? DueOn = null
);
