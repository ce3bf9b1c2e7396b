using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Referrals.Cases;

/// <summary>A worker who knows a case beside the one who manages it.</summary>
internal sealed class CaseTeamMember
{
    private CaseTeamMember() { }

    public Guid CaseId { get; private init; }
    public Guid WorkerId { get; private init; }
    public DateTimeOffset AddedAt { get; private init; }

    public static CaseTeamMember Of(Guid caseId, Guid workerId, DateTimeOffset now) =>
        new()
        {
            CaseId = caseId,
            WorkerId = workerId,
            AddedAt = now,
        };

    internal sealed class Mapping : IEntityTypeConfiguration<CaseTeamMember>
    {
        public void Configure(EntityTypeBuilder<CaseTeamMember> builder)
        {
            builder.ToTable("case_team");
            builder.HasKey(m => new { m.CaseId, m.WorkerId });
            builder.HasIndex(m => m.WorkerId);
            builder.HasOne<Case>().WithMany().HasForeignKey(m => m.CaseId).OnDelete(DeleteBehavior.Restrict);
        }
    }
}
