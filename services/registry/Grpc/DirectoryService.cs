using Grpc.Core;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Registry.Data;
using SocialServices.Registry.Sites.Searching;
using SocialServices.Registry.Workers;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Registry.Grpc;

/// <summary>Who provides which service where, for the other services. Of workers it gives coarse facts only.</summary>
internal sealed class DirectoryService(
    RegistryDb db,
    SearchConnections connections,
    Envelope envelope,
    RequestContext caller,
    TimeProvider clock
) : Contracts.Registry.V1.Directory.DirectoryBase
{
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
        return SiteAnswer.Of(site, competences, clock.Today());
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

    public override async Task<Contracts.Registry.V1.Worker> GetWorker(GetWorkerRequest request, ServerCallContext context)
    {
        var id = Answers.IdOf(request.WorkerId, "worker_id");
        var worker = await db.Workers.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, context.CancellationToken);
        // The services act for no organization. Any other client that comes here sees what it would see by REST: a stranger's worker does not exist.
        if (worker is null || (caller.Caller is { Organization: not "" } client && !client.MayActFor(worker.OrganizationCode)))
        {
            throw Answers.NotFound("The worker");
        }

        db.Audit("read worker facts", $"worker/{id}"); // age band and disability come out of the envelope
        await db.SaveChangesAsync(context.CancellationToken);
        var facts = worker.Facts(envelope.Open<WorkerIdentity>(worker.Personal, id), clock.Today());
        var competences = await db.CompetencesOfAsync(id, context.CancellationToken);
        var answer = new Contracts.Registry.V1.Worker
        {
            WorkerId = id.ToString(),
            Organization = worker.OrganizationCode,
            Role = Words.Of(worker.Role),
            Sex = facts.Sex,
            AgeBand = facts.AgeBand,
            Disability = facts.Disability is true,
            DisabilityAsked = facts.Disability is not null,
            Place = facts.Place,
            Active = worker.Active,
            Competences =
            {
                competences
                    .Where(c => c.StateOn(clock.Today()) is CompetenceState.Valid)
                    .Select(c => new Competence
                    {
                        Competence_ = c.Competence,
                        ValidFrom = Answers.DayOf(c.ValidFrom),
                        ValidUntil = Answers.DayOf(c.ValidUntil),
                    }),
            },
            Posts =
            {
                worker.Posts.Select(p => new Post
                {
                    Organization = p.Organization,
                    Role = Words.Of(p.Role),
                    Place = p.Place,
                    From = Answers.DayOf(p.From),
                    Until = Answers.DayOf(p.Until),
                    Share = p.Share,
                }),
            },
        };
        if (worker.CaseloadLimit is { } limit)
        {
            answer.CaseloadLimit = limit;
        }

        return answer;
    }

    public override async Task<Organization> GetOrganization(GetOrganizationRequest request, ServerCallContext context)
    {
        var code = Answers.CodeOf(request.Code, "code");
        var organization =
            await db.Organizations.AsNoTracking().SingleOrDefaultAsync(o => o.Code == code, context.CancellationToken)
            ?? throw Answers.NotFound("The organization");
        return new Organization
        {
            Code = organization.Code,
            Name = organization.Name.En,
            Kind = Words.Of(organization.Kind),
        };
    }

    public override Task<FindSitesResponse> FindSites(FindSitesRequest request, ServerCallContext context) =>
        SitesAnswer.FindAsync(request, db, connections, clock, context.CancellationToken);

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
        return version is null
            ? throw Answers.NotFound("The place")
            : new Place
            {
                Code = code,
                Kind = Words.Of(version.Kind),
                Name = version.Name.En,
                Parent = version.ParentCode ?? "",
                Version = version.Number,
                ValidFrom = Answers.DayOf(version.ValidFrom),
                ValidUntil = Answers.DayOf(version.ValidUntil),
            };
    }
}
