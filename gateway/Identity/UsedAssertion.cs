using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Gateway.Identity;

/// <summary>A client assertion that has been accepted: its <c>jti</c> does not count again while it is valid.</summary>
internal sealed class UsedAssertion
{
    public const int MaxIdLength = 200;

    public required string ClientId { get; init; }
    public required string AssertionId { get; init; }
    public required DateTimeOffset ExpiresAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<UsedAssertion>
    {
        public void Configure(EntityTypeBuilder<UsedAssertion> builder)
        {
            builder.ToTable("used_assertions");
            builder.HasKey(a => new { a.ClientId, a.AssertionId });
            builder.Property(a => a.ClientId).HasMaxLength(50);
            builder.Property(a => a.AssertionId).HasMaxLength(MaxIdLength);
            builder.HasIndex(a => a.ExpiresAt);
        }
    }
}
