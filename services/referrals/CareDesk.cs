using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.Data;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals;

/// <summary>
/// Who asks, and which people in care they may know of. A case is known to its worker, its team and the supervisors of its
/// organization; while nobody has taken it, to everybody there; for three hours to whoever breaks the glass. The register decides who is
/// a supervisor, and is asked only when the case does not name the caller.
/// </summary>
internal sealed class CareDesk(
    ReferralsDb db,
    RequestContext context,
    Workforce workforce,
    Envelope envelope,
    TimeProvider clock,
    IHttpContextAccessor http
)
{
    private List<Guid>? others; // cases of one's team, and those seen in an emergency

    public ReferralsDb Db => db;
    public DateTimeOffset Now { get; } = clock.GetUtcNow();
    public DateOnly Today => Ashgabat.Day(Now);

    /// <summary>Code of the caller's organization.</summary>
    public string Organization => context.Organization();

    /// <summary>The acting worker.</summary>
    public Guid Me => context.Caller!.Worker!.Value;

    /// <param name="value">What to seal.</param>
    /// <param name="owner">Id of the row.</param>
    /// <param name="purpose">Name of the column.</param>
    public byte[] Seal<T>(T value, Guid owner, string purpose) => envelope.Seal(value, owner, purpose);

    /// <returns>Null for nothing.</returns>
    public byte[]? SealText(string? text, Guid owner, string purpose) =>
        string.IsNullOrWhiteSpace(text) ? null : envelope.Seal(text, owner, purpose);

    public T Open<T>(byte[] content, Guid owner, string purpose) => envelope.Open<T>(content, owner, purpose);

    public string? OpenText(byte[]? content, Guid owner, string purpose) =>
        content is null ? null : envelope.Open<string>(content, owner, purpose);

    /// <summary>
    /// Asks the register about the caller, and about a worker, before a transaction begins: within it the answers are known, and no lock
    /// waits for a peer.
    /// </summary>
    public async Task AskBeforehandAsync(Guid? worker, CancellationToken cancellationToken)
    {
        await IsSupervisorAsync(cancellationToken);
        if (worker is { } id)
        {
            await workforce.FindAsync(Organization, id, cancellationToken);
        }
    }

    /// <summary>The caller supervises: holds a manager's post of the organization today.</summary>
    public Task<bool> IsSupervisorAsync(CancellationToken cancellationToken) =>
        context.Caller?.Worker is { } me ? workforce.SupervisesAsync(Organization, me, cancellationToken) : Task.FromResult(false);

    /// <returns>Code of the place of the caller's post today; null when the caller holds none of the organization.</returns>
    public async Task<string?> PlaceAsync(CancellationToken cancellationToken) =>
        context.Caller?.Worker is { } me ? (await workforce.FindAsync(Organization, me, cancellationToken))?.Place : null;

    /// <returns>403 unless the caller supervises.</returns>
    public async Task<ProblemHttpResult?> UnlessSupervisorAsync(CancellationToken cancellationToken) =>
        await IsSupervisorAsync(cancellationToken)
            ? null
            : Problems.Of(
                StatusCodes.Status403Forbidden,
                ProblemTypes.Of("supervisor-needed"),
                "A supervisor must do this.",
                "A supervisor holds a manager's post of the organization today."
            );

    /// <returns>Null when there is no such case or the caller may not know of it: the caller must not learn which.</returns>
    public async Task<Case?> FindCaseAsync(Guid id, CancellationToken cancellationToken)
    {
        var organization = Organization;
        if (await db.Cases.SingleOrDefaultAsync(c => c.Id == id && c.Organization == organization, cancellationToken) is not { } found)
        {
            return null;
        }

        return
            found.WorkerId is null
            || found.WorkerId == context.Caller?.Worker
            || await (await NamingMeAsync(cancellationToken)).AnyAsync(c => c.Id == id, cancellationToken)
            || await IsSupervisorAsync(cancellationToken)
            ? found
            : null;
    }

    /// <returns>The case, or why nothing can be added to it: 404, or 409 when it is closed.</returns>
    public async Task<(Case? Case, ProblemHttpResult? Refusal)> FindOpenCaseAsync(Guid id, CancellationToken cancellationToken) =>
        await FindCaseAsync(id, cancellationToken) switch
        {
            null => (null, CaseProblems.NotFound),
            { ClosedAt: not null } => (null, CaseProblems.Closed),
            { } found => (found, null),
        };

    /// <summary>The cases that the caller may know of; for a system all of its organization, of which it gets the state only.</summary>
    public async Task<IQueryable<Case>> CasesAsync(CancellationToken cancellationToken)
    {
        var organization = Organization;
        return context.Caller!.Worker is null || await IsSupervisorAsync(cancellationToken)
            ? db.Cases.Where(c => c.Organization == organization)
            : await NamingMeAsync(cancellationToken);
    }

    /// <summary>
    /// Those of the service users, by their records, whom the caller may know: in no case yet, or in one that the caller may know of.
    /// In small steps, each by an index, because the register of people is large.
    /// </summary>
    public async Task<IReadOnlySet<Guid>> KnownAmongAsync(IReadOnlyCollection<Guid> users, CancellationToken cancellationToken)
    {
        var (organization, visible) = (Organization, await CasesAsync(cancellationToken));
        var asked = await db
            .ServiceUsers.Where(u => users.Contains(u.Id) && u.Organization == organization)
            .Select(u => new { u.Id, Root = u.MergedInto ?? u.Id })
            .ToListAsync(cancellationToken);
        var records = await db.ServiceUsers.RecordsOfAsync([.. asked.Select(person => person.Root)], cancellationToken);
        var ids = records.Keys.ToList();
        var cases = await db
            .Cases.Where(c => ids.Contains(c.ServiceUserId) && c.Organization == organization)
            .Select(c => new { c.ServiceUserId, IsVisible = visible.Any(one => one.Id == c.Id) })
            .ToListAsync(cancellationToken);
        var byPerson = cases.ToLookup(c => records[c.ServiceUserId], c => c.IsVisible);
        return asked
            .Where(person => !byPerson[person.Root].Any() || byPerson[person.Root].Contains(true))
            .Select(person => person.Id)
            .ToHashSet();
    }

    /// <returns>False also for a person of another organization.</returns>
    public async Task<bool> KnowsAsync(Guid user, CancellationToken cancellationToken) =>
        (await KnownAmongAsync([user], cancellationToken)).Count > 0;

    /// <summary>The service user of a case, with open details.</summary>
    public async Task<PersonalDetails> PersonOfAsync(Case @case, CancellationToken cancellationToken) =>
        (await db.ServiceUsers.AsNoTracking().SingleAsync(u => u.Id == @case.ServiceUserId, cancellationToken)).Open(envelope);

    // Who broke the glass reads all of the case, and changes only what an emergency needs.
    private bool IsForEmergencies =>
        http.HttpContext is { } call
        && (
            HttpMethods.IsGet(call.Request.Method)
            || HttpMethods.IsHead(call.Request.Method)
            || call.GetEndpoint()?.Metadata.GetMetadata<ForEmergencies>() is not null
        );

    // The few cases beside one's own are looked up first: each part of the condition is then an index.
    private async Task<IQueryable<Case>> NamingMeAsync(CancellationToken cancellationToken)
    {
        var (organization, me, now, inEmergency) = (Organization, Me, Now, IsForEmergencies);
        others ??= await db
            .CaseTeam.Where(member => member.WorkerId == me)
            .Select(member => member.CaseId)
            .Union(db.BrokenGlass.Where(glass => inEmergency && glass.WorkerId == me && glass.EndsAt > now).Select(glass => glass.CaseId))
            .ToListAsync(cancellationToken);
        var ids = others;
        return db.Cases.Where(c => c.Organization == organization && (c.WorkerId == null || c.WorkerId == me || ids.Contains(c.Id)));
    }
}
