using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Referrals.Attachments;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Consents;

/// <summary>The signature under a consent, drawn or scanned. Recorded once, and never changed.</summary>
internal sealed class ConsentSignature
{
    internal const string OncePerConsent = "pk_consent_signatures";

    private ConsentSignature() { }

    public Guid ConsentId { get; private init; }
    public string MediaType { get; private init; } = "";
    public DateTimeOffset At { get; private init; }

    /// <summary>Sealed.</summary>
    public byte[] Content { get; private init; } = [];

    public static ConsentSignature Of(Guid consentId, SniffedFile file, Envelope envelope, DateTimeOffset now) =>
        new()
        {
            ConsentId = consentId,
            MediaType = file.MediaType,
            At = now,
            Content = envelope.SealBytes(file.Content, consentId, nameof(Content)),
        };

    internal sealed class Mapping : IEntityTypeConfiguration<ConsentSignature>
    {
        public void Configure(EntityTypeBuilder<ConsentSignature> builder)
        {
            builder.ToTable("consent_signatures");
            builder.HasKey(s => s.ConsentId);
            builder.Property(s => s.MediaType).HasMaxLength(50);
            builder.Property(s => s.Content).IsSealed(owner: nameof(ConsentId));
            builder.HasOne<Consent>().WithOne().HasForeignKey<ConsentSignature>(s => s.ConsentId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
