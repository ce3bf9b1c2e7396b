using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Complaints;

internal enum ComplaintKind
{
    Complaint,
    Feedback,
}

internal enum ComplaintStatus
{
    Open,
    Answered,
    Appealed,
    Closed,
}

/// <summary>
/// What a service user complains of or says of a service. Sensitive ones and appeals go to the programme's office. Whom it is about never
/// sees it.
/// </summary>
internal sealed class Complaint : IVersioned
{
    public static readonly TimeSpan AnswerWithin = TimeSpan.FromDays(15);
    private static readonly TimeSpan SensitiveWithin = TimeSpan.FromDays(3);

    private Complaint() { }

    public Guid Id { get; private init; }

    /// <summary>F-2026-000123, which the person keeps to ask for the answer.</summary>
    public string Number { get; private init; } = "";
    public ComplaintKind Kind { get; private init; }
    public bool IsSensitive { get; private init; }

    /// <summary>Code of the organization it is about.</summary>
    public string About { get; private init; } = "";

    /// <summary>The worker it is about, who never sees it.</summary>
    public Guid? AboutWorker { get; private init; }

    /// <summary>Code of the organization whose worker wrote it down.</summary>
    public string TakenBy { get; private init; } = "";
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>Until when it must be answered.</summary>
    public DateTimeOffset Deadline { get; private set; }
    public ComplaintStatus Status { get; private set; }
    public DateTimeOffset? AnsweredAt { get; private set; }

    /// <summary>What happened, and how to reach the person unless they want to stay unknown; sealed.</summary>
    public byte[] Content { get; private init; } = [];

    /// <summary>Sealed.</summary>
    public byte[]? Answer { get; private set; }

    /// <summary>Why the person does not accept the answer; sealed.</summary>
    public byte[]? Appeal { get; private set; }
    public uint Version { get; private init; }

    /// <param name="Text">What happened.</param>
    /// <param name="Contact">How to reach the person; null when they want to stay unknown.</param>
    internal sealed record Told(string Text, string? Contact);

    public static Complaint Take(TakeComplaint.Request told, string takenBy, Envelope envelope, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new Complaint
        {
            Id = id,
            Kind = told.Kind,
            IsSensitive = told.Sensitive,
            About = told.About,
            AboutWorker = told.AboutWorker,
            TakenBy = takenBy,
            ReceivedAt = now,
            Deadline = now + (told.Sensitive ? SensitiveWithin : AnswerWithin),
            Content = envelope.Seal(new Told(told.Text, told.Contact), id, nameof(Content)),
        };
    }

    /// <returns>False, and nothing changes, when it waits for no answer.</returns>
    public bool TryAnswer(byte[] answer, DateTimeOffset now)
    {
        if (Status is not (ComplaintStatus.Open or ComplaintStatus.Appealed))
        {
            return false;
        }

        (Answer, AnsweredAt, Status) = (
            answer,
            now,
            Status is ComplaintStatus.Appealed ? ComplaintStatus.Closed : ComplaintStatus.Answered
        );
        return true;
    }

    /// <returns>False, and nothing changes, when it was not answered, or an appeal was made before.</returns>
    public bool TryAppeal(byte[] appeal, DateTimeOffset now)
    {
        if (Status is not ComplaintStatus.Answered)
        {
            return false;
        }

        (Appeal, Status, Deadline) = (appeal, ComplaintStatus.Appealed, now + AnswerWithin);
        return true;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Complaint>
    {
        public void Configure(EntityTypeBuilder<Complaint> builder)
        {
            builder.ToTable("complaints");
            builder.Property(c => c.Id).ValueGeneratedNever();
            builder.Property(c => c.Number).HasMaxLength(20).IsGivenByDatabase();
            builder.Property(c => c.About).HasMaxLength(50);
            builder.Property(c => c.TakenBy).HasMaxLength(50);
            builder.Property(c => c.Content).IsSealed();
            builder.Property(c => c.Answer).IsSealed();
            builder.Property(c => c.Appeal).IsSealed();
            builder.Property(c => c.Version).IsRowVersion();
            builder.HasIndex(c => c.Number).IsUnique();
            builder.HasIndex(c => new { c.About, c.Id });
        }
    }
}
