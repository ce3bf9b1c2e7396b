using Microsoft.EntityFrameworkCore;
using SocialServices.Reporting.Facts.Cases;
using SocialServices.Reporting.Facts.Certificates;
using SocialServices.Reporting.Facts.ConsentWithdrawals;
using SocialServices.Reporting.Facts.Courses;
using SocialServices.Reporting.Facts.Organizations;
using SocialServices.Reporting.Facts.Participations;
using SocialServices.Reporting.Facts.Referrals;
using SocialServices.Reporting.Facts.ServiceTypes;
using SocialServices.Reporting.Facts.Sites;
using SocialServices.Reporting.Facts.Workers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Reporting.Data;

internal sealed class ReportingDb(DbContextOptions<ReportingDb> options, RequestContext context, TimeProvider clock)
    : ServiceDbContext(options, context, clock)
{
    /// <summary>All tables whose content comes from events alone.</summary>
    public static IReadOnlyList<string> FactTables { get; } =
    [
        "organizations",
        "service_types",
        "sites",
        "workers",
        "courses",
        "enrolments",
        "participations",
        "certificates",
        "cases",
        "referrals",
        "consent_withdrawals",
    ];

    public DbSet<OrganizationFact> Organizations => Set<OrganizationFact>();
    public DbSet<ServiceTypeFact> ServiceTypes => Set<ServiceTypeFact>();
    public DbSet<SiteFact> Sites => Set<SiteFact>();
    public DbSet<WorkerFact> Workers => Set<WorkerFact>();
    public DbSet<CourseFact> Courses => Set<CourseFact>();
    public DbSet<ParticipationFact> Participations => Set<ParticipationFact>();
    public DbSet<CertificateFact> Certificates => Set<CertificateFact>();
    public DbSet<CaseFact> Cases => Set<CaseFact>();
    public DbSet<ReferralFact> Referrals => Set<ReferralFact>();
    public DbSet<ConsentWithdrawalFact> ConsentWithdrawals => Set<ConsentWithdrawalFact>();

    protected override void OnServiceModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ReportingDb).Assembly);
}
