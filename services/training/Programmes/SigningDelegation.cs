using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Training.Programmes;

/// <summary>An issuer lets an organizer sign for it the certificates that its courses of a programme lead to.</summary>
internal sealed class SigningDelegation
{
    public required string Programme { get; init; }
    public required string Issuer { get; init; }
    public required string Organizer { get; init; }
    public required DateTimeOffset DelegatedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<SigningDelegation>
    {
        public void Configure(EntityTypeBuilder<SigningDelegation> builder)
        {
            builder.ToTable("signing_delegations");
            builder.HasKey(d => new
            {
                d.Programme,
                d.Issuer,
                d.Organizer,
            });
            builder.Property(d => d.Programme).HasMaxLength(50);
            builder.Property(d => d.Issuer).HasMaxLength(50);
            builder.Property(d => d.Organizer).HasMaxLength(50);
            builder.HasOne<Programme>().WithMany().HasForeignKey(d => d.Programme).OnDelete(DeleteBehavior.Restrict);
        }
    }
}

internal static class SigningDelegations
{
    /// <summary>Codes of the issuers for whom this organization signs certificates of the programme.</summary>
    public static Task<List<string>> IssuersThatLetSignAsync(
        this TrainingDb db,
        string programme,
        string organizer,
        CancellationToken cancellationToken
    ) =>
        db
            .SigningDelegations.Where(d => d.Programme == programme && d.Organizer == organizer)
            .Select(d => d.Issuer)
            .ToListAsync(cancellationToken);
}
