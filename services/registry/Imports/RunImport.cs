using Microsoft.Extensions.Options;
using SocialServices.Registry.Data;
using SocialServices.Registry.Imports.Duplicates;
using SocialServices.Registry.Imports.Files;
using SocialServices.Registry.Imports.Rows;
using SocialServices.Registry.Sites.Ledger;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports;

/// <summary>Reads a file of sites or organizations, and writes them.</summary>
internal sealed class RunImport : ImportRun<Import>
{
    private readonly RegistryDb db;
    private readonly CapacityLedger ledger;
    private readonly IServiceScopeFactory scopes;
    private readonly TimeProvider clock;

    public RunImport(
        RegistryDb db,
        CapacityLedger ledger,
        RequestContext context,
        ImportQueue<Import> queue,
        IServiceScopeFactory scopes,
        IOptions<ImportOptions> options,
        ImportMeter meter,
        TimeProvider clock
    )
        : base(db, context, queue, options, meter, clock) => (this.db, this.ledger, this.scopes, this.clock) = (db, ledger, scopes, clock);

    protected override async Task<(IRowFile File, IRowWriter Writer)> OpenAsync(Import import, CancellationToken cancellationToken)
    {
        var codes = await Codes.LoadAsync(db, clock, cancellationToken);
        return (await RowFile.OpenAsync(import, scopes, db, codes, cancellationToken), WriterOf(import, codes));
    }

    protected override string KindOf(Import import) => Words.Of(import.Kind);

    private IRowWriter WriterOf(Import import, Codes codes) =>
        import.Kind is ImportKind.Sites
            ? new SiteWriter(
                import,
                codes,
                new SiteChecks(import, codes, clock.GetUtcNow()),
                new SiteTwins(db),
                new SiteChanges(import, codes, db, ledger, clock),
                db,
                clock
            )
            : new OrganizationWriter(import, new OrganizationTwins(db), db, clock);
}
