using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Registry.Data;
using SocialServices.Registry.Sites;
using SocialServices.Registry.Sites.Searching;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.PersonalData;
using Site = SocialServices.Contracts.Registry.V1.Site;

namespace SocialServices.Registry.Grpc;

/// <summary>Who provides which service where, for the other services. Of workers it gives demographics, and names to the services themselves.</summary>
internal sealed class DirectoryService(
    RegistryDb db,
    SearchConnections connections,
    Envelope envelope,
    RequestContext caller,
    TimeProvider clock
) : Contracts.Registry.V1.Directory.DirectoryBase
{
    private CapacityRights Rights => new(caller.Caller!, clock.Today());

    public override async Task<Site> GetSite(GetSiteRequest request, ServerCallContext context)
    {
        var id = Answers.IdOf(request.SiteId, "site_id");
        var site =
            await db.Sites.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, context.CancellationToken)
            ?? throw Answers.NotFound("The site");
        var competences = await db
            .ServiceTypes.Where(t => t.Code == site.ServiceTypeCode)
            .Select(t => t.RequiredCompetences)
            .SingleAsync(context.CancellationToken);
        return SiteAnswer.Of(site, competences, Rights);
    }

    public override async Task<ServiceType> GetServiceType(GetServiceTypeRequest request, ServerCallContext context)
    {
        var code = Answers.CodeOf(request.Code, "code");
        var type =
            await db.ServiceTypes.AsNoTracking().SingleOrDefaultAsync(t => t.Code == code, context.CancellationToken)
            ?? throw Answers.NotFound("The service type");
        if (request.Version == 0 || request.Version == type.VersionNumber)
        {
            return ServiceTypeAnswer.Of(code, type.VersionNumber, type.ValidFrom, null, type.Definition());
        }

        var version =
            await db
                .ServiceTypeVersions.AsNoTracking()
                .SingleOrDefaultAsync(v => v.ServiceTypeCode == code && v.Number == request.Version, context.CancellationToken)
            ?? throw Answers.NotFound("The version");
        return ServiceTypeAnswer.Of(code, version.Number, version.ValidFrom, version.ValidUntil, version.Definition);
    }

    public override async Task<Contracts.Registry.V1.Worker> GetWorker(GetWorkerRequest request, ServerCallContext context) =>
        (await WorkersAsync([Answers.IdOf(request.WorkerId, "worker_id")], withNames: false, context.CancellationToken)).SingleOrDefault()
        ?? throw Answers.NotFound("The worker");

    public override async Task<GetWorkersResponse> GetWorkers(GetWorkersRequest request, ServerCallContext context)
    {
        var ids = Answers.ManyOf(request.WorkerIds, "worker_ids", Answers.IdOf);
        return new GetWorkersResponse { Workers = { await WorkersAsync(ids, request.WithNames, context.CancellationToken) } };
    }

    public override async Task<Organization> GetOrganization(GetOrganizationRequest request, ServerCallContext context) =>
        (await OrganizationsAsync([Answers.CodeOf(request.Code, "code")], context.CancellationToken)).SingleOrDefault()
        ?? throw Answers.NotFound("The organization");

    public override async Task<GetOrganizationsResponse> GetOrganizations(GetOrganizationsRequest request, ServerCallContext context)
    {
        var codes = Answers.ManyOf(request.Codes, "codes", Answers.CodeOf);
        return new GetOrganizationsResponse { Organizations = { await OrganizationsAsync(codes, context.CancellationToken) } };
    }

    public override Task<FindSitesResponse> FindSites(FindSitesRequest request, ServerCallContext context) =>
        SitesAnswer.FindAsync(request, db, connections, Rights, clock, context.CancellationToken);

    public override async Task<Place> GetPlace(GetPlaceRequest request, ServerCallContext context)
    {
        var code = Answers.CodeOf(request.Code, "code");
        var (on, today) = (request.On is "" ? (DateOnly?)null : Answers.DayOf(request.On, "on"), clock.Today());
        var version = on is { } day
            ? (await db.PlaceVersions.AsNoTracking().Where(v => v.Code == code).ToListAsync(context.CancellationToken)).Find(v =>
                v.IsOn(day)
            )
            : (
                await db
                    .Places.AsNoTracking()
                    .SingleOrDefaultAsync(p => p.Code == code && (p.ValidFrom == null || p.ValidFrom <= today), context.CancellationToken)
            )?.ToVersion();
        return version is null ? throw Answers.NotFound("The place") : PlaceAnswer.Of(version);
    }

    public override async Task<GetPlacesResponse> GetPlaces(GetPlacesRequest request, ServerCallContext context)
    {
        var (codes, today) = (Answers.ManyOf(request.Codes, "codes", Answers.CodeOf), clock.Today());
        var places = await db
            .Places.AsNoTracking()
            .Where(p => codes.Contains(p.Code) && (p.ValidFrom == null || p.ValidFrom <= today))
            .ToListAsync(context.CancellationToken);
        return new GetPlacesResponse { Places = { places.Select(place => PlaceAnswer.Of(place.ToVersion())) } };
    }

    private async Task<IEnumerable<Organization>> OrganizationsAsync(IReadOnlyList<string> codes, CancellationToken cancellationToken)
    {
        var found = await db
            .Organizations.AsNoTracking()
            .Where(o => codes.Contains(o.Code))
            .ToDictionaryAsync(o => o.Code, cancellationToken);
        return codes
            .Where(found.ContainsKey)
            .Select(code => new Organization
            {
                Code = code,
                Name = found[code].Name.En,
                NameTk = found[code].Name.Tk,
                NameRu = found[code].Name.Ru,
                Kind = Words.Of(found[code].Kind),
            });
    }

    private async Task<IReadOnlyList<Contracts.Registry.V1.Worker>> WorkersAsync(
        IReadOnlyList<Guid> ids,
        bool withNames,
        CancellationToken cancellationToken
    )
    {
        var rows = await db
            .Workers.AsNoTracking()
            .Where(w => ids.Contains(w.Id))
            .Select(w => new
            {
                Worker = w,
                Competences = db
                    .WorkerCompetences.Where(c => c.WorkerId == w.Id)
                    .OrderBy(c => c.Competence)
                    .ThenBy(c => c.ValidFrom)
                    .Take(200)
                    .ToList(),
            })
            .ToDictionaryAsync(row => row.Worker.Id, cancellationToken);

        // The services act for no organization. Any other client that comes here sees what it would see by REST: a stranger's worker does not exist.
        var visible = ids.Where(id => rows.TryGetValue(id, out var row) && IsVisible(row.Worker)).ToList();
        db.AuditShown(withNames ? "read worker name" : "read worker demographics", "worker", visible); // age band and disability come out of the envelope
        db.AuditNotFound("read worker demographics", "worker", ids.Except(visible));
        await db.SaveChangesAsync(cancellationToken);
        var today = clock.Today();
        var named = withNames && caller.Caller is not { Organization: not "" };
        return visible.ConvertAll(id => WorkerAnswer.Of(rows[id].Worker, rows[id].Competences, envelope, today, named));
    }

    private bool IsVisible(Workers.Worker worker) =>
        caller.Caller is not { Organization: not "" } client || client.MayActFor(worker.OrganizationCode);
}
