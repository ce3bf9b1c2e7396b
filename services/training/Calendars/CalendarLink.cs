using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Training.Calendars;

/// <summary>Whose sessions a calendar shows.</summary>
public enum CalendarKind
{
    Trainer,
    Organization,
    Place,
}

/// <summary>A link under which anybody who has it reads a calendar. The link itself is not kept, only its digest.</summary>
internal sealed class CalendarLink
{
    public required Guid Id { get; init; }
    public required CalendarKind Kind { get; init; }

    /// <summary>A worker's id, or the code of an organization or a place.</summary>
    public required string Subject { get; init; }

    /// <summary>Who had it made, and may end it.</summary>
    public required string Organization { get; init; }

    public required byte[] Digest { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }

    public static byte[] DigestOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    internal sealed class Mapping : IEntityTypeConfiguration<CalendarLink>
    {
        public void Configure(EntityTypeBuilder<CalendarLink> builder)
        {
            builder.ToTable("calendar_links");
            builder.HasKey(l => l.Id);
            builder.Property(l => l.Id).ValueGeneratedNever();
            builder.Property(l => l.Kind).HasMaxLength(20);
            builder.Property(l => l.Subject).HasMaxLength(50);
            builder.Property(l => l.Organization).HasMaxLength(50);
            builder.HasIndex(l => l.Digest).IsUnique();
        }
    }
}
