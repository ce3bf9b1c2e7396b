using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SocialServices.Referrals.Complaints;
using SocialServices.Referrals.Data;
using SocialServices.Referrals.Referrals;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Referrals;

/// <summary>Everything about people needs an acting person. To whom a record is strange it does not exist, person or not.</summary>
internal static class OwnRecords
{
    private static readonly int Root = ReferralsApi.Root.Count(letter => letter is '/');

    public static RouteGroupBuilder RequirePerson(this RouteGroupBuilder group, Assurance minimum = Assurance.Asserted) =>
        group.RequireAssurance(minimum, StrangerAsync);

    /// <returns>404 when the path names a record that the caller's organization may not know of.</returns>
    private static async Task<ProblemHttpResult?> StrangerAsync(HttpContext http)
    {
        if (!Guid.TryParse(http.Request.RouteValues["id"] as string, out var id) || http.GetEndpoint() is not RouteEndpoint endpoint)
        {
            return null;
        }

        var organization = http.RequestServices.GetRequiredService<RequestContext>().Organization();
        var db = http.RequestServices.GetRequiredService<ReferralsDb>();
        var office = http.RequestServices.GetRequiredService<IOptions<ComplaintOptions>>().Value.Office;
        var (what, known) = endpoint.RoutePattern.RawText!.Split('/')[Root + 1] switch
        {
            "service-users" => (
                "The service user",
                await db.ServiceUsers.AnyAsync(u => u.Id == id && u.Organization == organization, http.RequestAborted)
            ),
            "cases" => ("The case", await db.Cases.AnyAsync(c => c.Id == id && c.Organization == organization, http.RequestAborted)),
            "transfers" => (
                "The transfer",
                await db.CaseTransfers.AnyAsync(
                    t => t.Id == id && (t.Giver == organization || t.Taker == organization),
                    http.RequestAborted
                )
            ),
            "entries" => ("The entry", await OfCaseAsync(db.CaseEntries.Where(e => e.Id == id).Select(e => e.CaseId))),
            "plans" => ("The plan", await OfCaseAsync(db.CasePlans.Where(p => p.Id == id).Select(p => p.CaseId))),
            "plan-actions" => (
                "The action",
                await OfCaseAsync(db.CasePlans.Where(p => p.Actions.Any(a => a.Id == id)).Select(p => p.CaseId))
            ),
            "assessments" => ("The assessment", await OfCaseAsync(db.Assessments.Where(a => a.Id == id).Select(a => a.CaseId))),
            "group-cycles" => ("The cycle", await IsOwnCycleAsync(db.GroupCycles.Where(c => c.Id == id))),
            "group-sessions" => ("The session", await IsOwnCycleAsync(db.GroupCycles.Where(c => c.Sessions.Any(s => s.Id == id)))),
            "group-members" => ("The member", await IsOwnCycleAsync(db.GroupCycles.Where(c => c.Members.Any(m => m.Id == id)))),
            "complaints" => (
                "The complaint",
                await db.Complaints.AnyAsync(c => c.Id == id && (c.About == organization || organization == office), http.RequestAborted)
            ),
            "campaigns" => (
                "The campaign",
                await db.Campaigns.AnyAsync(c => c.Id == id && c.Organization == organization, http.RequestAborted)
            ),
            "households" => (
                "The household",
                await db.Households.AnyAsync(h => h.Id == id && h.Organization == organization, http.RequestAborted)
            ),
            "attachments" => ("The attachment", await OfCaseAsync(db.Attachments.Where(a => a.Id == id).Select(a => a.CaseId))),
            "consents" => (
                "The consent",
                await db.Consents.AnyAsync(c => c.Id == id && c.Organization == organization, http.RequestAborted)
            ),
            "referrals" => ("The referral", await db.Referrals.VisibleTo(organization).AnyAsync(r => r.Id == id, http.RequestAborted)),
            var other => throw new InvalidOperationException($"It is not said whose the records of {other} are."),
        };
        return known ? null : Problems.NotFound(what);

        Task<bool> IsOwnCycleAsync(IQueryable<GroupProgrammes.GroupCycle> cycles) =>
            cycles.AnyAsync(c => c.Organization == organization, http.RequestAborted);

        Task<bool> OfCaseAsync(IQueryable<Guid> cases) =>
            db.Cases.AnyAsync(c => c.Organization == organization && cases.Contains(c.Id), http.RequestAborted);
    }
}
