using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Referrals.Cases;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Attachments;

internal enum AttachmentKind
{
    Document,
    MedicalRecord,
    CourtDecision,
    Photo,
    Other,
}

/// <summary>A file of a case. Its address opens it to nobody: each download asks anew whether the caller knows the case.</summary>
internal sealed class Attachment
{
    private Attachment() { }

    public Guid Id { get; private init; }
    public Guid CaseId { get; private init; }
    public AttachmentKind Kind { get; private init; }
    public string MediaType { get; private init; } = "";
    public int Bytes { get; private init; }
    public Guid By { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>Sealed.</summary>
    public byte[] Content { get; private init; } = [];

    public static Attachment Of(Guid caseId, AttachmentKind kind, SniffedFile file, Envelope envelope, Guid by, DateTimeOffset now)
    {
        var id = Guid.CreateVersion7(now);
        return new Attachment
        {
            Id = id,
            CaseId = caseId,
            Kind = kind,
            MediaType = file.MediaType,
            Bytes = file.Content.Length,
            By = by,
            At = now,
            Content = envelope.SealBytes(file.Content, id, nameof(Content)),
        };
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Attachment>
    {
        public void Configure(EntityTypeBuilder<Attachment> builder)
        {
            builder.ToTable("attachments");
            builder.Property(a => a.Id).ValueGeneratedNever();
            builder.Property(a => a.MediaType).HasMaxLength(50);
            builder.Property(a => a.Content).IsSealed();
            builder.HasIndex(a => new { a.CaseId, a.Id });
            builder.HasOne<Case>().WithMany().HasForeignKey(a => a.CaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
