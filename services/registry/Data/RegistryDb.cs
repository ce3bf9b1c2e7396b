using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Agenda;
using SocialServices.Registry.Imports;
using SocialServices.Registry.Organizations;
using SocialServices.Registry.Places;
using SocialServices.Registry.ServiceTypes;
using SocialServices.Registry.Sites;
using SocialServices.Registry.Sites.Ledger;
using SocialServices.Registry.Workers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Exchange;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Data;

internal sealed class RegistryDb(DbContextOptions<RegistryDb> options, RequestContext context, TimeProvider clock)
    : ServiceDbContext(options, context, clock)
{
    protected override IReadOnlyDictionary<string, Func<ProblemHttpResult>> Constraints { get; } =
        new Dictionary<string, Func<ProblemHttpResult>>
        {
            ["pk_service_types"] = () => Problems.Conflict("service-type-code-taken", "Another service type has this code."),
            ["ix_service_types_number"] = () => Problems.Conflict("service-type-number-taken", "Another service type has this number."),
            ["pk_service_type_versions"] = () => Problems.Stale,
            ["ix_sites_organization_code_code"] = () =>
                Problems.Conflict("site-code-taken", "The organization has another site with this code."),
            ["ix_workers_organization_code_code"] = () =>
                Problems.Conflict("worker-code-taken", "The organization has another worker with this code."),
            ["pk_organizations"] = () => Problems.Conflict("organization-code-taken", "Another organization has this code."),
        };

    public DbSet<Place> Places => Set<Place>();
    public DbSet<PlaceVersion> PlaceVersions => Set<PlaceVersion>();
    public DbSet<PlaceSuccession> PlaceSuccessions => Set<PlaceSuccession>();
    public DbSet<PlaceModification> PlaceModifications => Set<PlaceModification>();
    public DbSet<Organization> Organizations => Set<Organization>();
    public DbSet<ServiceType> ServiceTypes => Set<ServiceType>();
    public DbSet<ServiceTypeVersion> ServiceTypeVersions => Set<ServiceTypeVersion>();
    public DbSet<Site> Sites => Set<Site>();
    public DbSet<SiteStatusPeriod> SiteStatuses => Set<SiteStatusPeriod>();
    public DbSet<CapacityReservation> Reservations => Set<CapacityReservation>();
    public DbSet<LedgerEntry> Ledger => Set<LedgerEntry>();
    public DbSet<Worker> Workers => Set<Worker>();
    public DbSet<WorkerCompetence> WorkerCompetences => Set<WorkerCompetence>();
    public DbSet<RecordChange> RecordChanges => Set<RecordChange>();
    public DbSet<Import> Imports => Set<Import>();
    public DbSet<ImportChunk> ImportChunks => Set<ImportChunk>();
    public DbSet<ImportFinding> ImportFindings => Set<ImportFinding>();
    public DbSet<ToldDay> ToldDays => Set<ToldDay>();
    public DbSet<ImportDuplicate> ImportDuplicates => Set<ImportDuplicate>();

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        RecordChanges.AddRange(RecordHistory.Collect(ChangeTracker, Context, Clock).ToList());
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    protected override void OnServiceModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasPostgresExtension("uuid-ossp");
        modelBuilder.HasPostgresExtension("btree_gist");
        modelBuilder.HasRecordHistory();
        modelBuilder.HasImports<Import>();
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(RegistryDb).Assembly);
    }
}
