using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Reporting.Data;
using SocialServices.Reporting.Indicators;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Reporting.Inside;

/// <summary>
/// Who reads exact, live figures: an organization its own; the programme's office any, unless it could add cases and watch.
/// </summary>
internal static class InsideAccess
{
    /// <summary>The whole programme, for the office.</summary>
    public const string All = "all";

    /// <returns>The organization to count, null for all; or why not.</returns>
    public static (string? Organization, ProblemHttpResult? Refusal) Check(
        RequestContext context,
        IndicatorDefinition? definition,
        string? organization
    )
    {
        var caller = context.Caller!;
        var asked = string.IsNullOrEmpty(organization) ? caller.Organization : organization;
        if (asked.Length == 0 || (asked != caller.Organization && !caller.Has(Scopes.ProgrammeManage)))
        {
            return (null, Forbidden("These are figures of another organization.", "Others' figures are published in releases."));
        }

        if (asked != caller.Organization && caller.Has(Scopes.ReferralsWrite))
        {
            return (
                null,
                Forbidden(
                    "Who can enter cases does not read live figures of others.",
                    "Ask with a token without referrals.write: a case added between two readings would show the people in the figure."
                )
            );
        }

        return definition?.AboutPeople is not false && caller.Assurance < Assurance.Asserted
            ? (null, RequiredAssuranceExtensions.PersonRequired(Assurance.Asserted))
            : (asked == All ? null : asked, null);
    }

    /// <returns>422 when the register has told of no organization with the code; null for all, and for those that it has told of.</returns>
    public static async Task<ProblemHttpResult?> UnlessKnownAsync(
        this ReportingDb db,
        string? organization,
        RequestContext context,
        CancellationToken cancellationToken
    ) =>
        organization is null
        || organization == context.Caller!.Organization
        || await db
            .Database.SqlQuery<bool>($"select exists (select from organizations where organization = {organization}) as \"Value\"")
            .SingleAsync(cancellationToken)
            ? null
            : Problems.Invalid("organization", "No organization of the register has this code.");

    /// <summary>The default scope.</summary>
    public const string WholeOrganization = "organization";

    /// <returns>The cases that are meant, null for all of the organization; or why there are none.</returns>
    public static (Caseload? Caseload, ProblemHttpResult? Refusal) CaseloadOf(
        RequestContext context,
        string scope,
        string? organization,
        bool isOfCases
    )
    {
        var caller = context.Caller!;
        return scope switch
        {
            WholeOrganization => (null, null),
            not ("mine" or "team") => (null, Problems.Invalid("scope", "Must be mine, team or organization.")),
            _ when !isOfCases => (
                null,
                Problems.Invalid("scope", "What this figure counts belongs to no case. Ask with scope=organization.")
            ),
            _ when !string.IsNullOrEmpty(organization) && organization != caller.Organization => (
                null,
                Problems.Invalid("scope", "A worker's cases are of the own organization.")
            ),
            _ when caller.Worker is not { } => (null, RequiredAssuranceExtensions.PersonRequired(Assurance.Asserted)),
            _ => (new Caseload(caller.Worker.Value, scope is "team"), null),
        };
    }

    private static ProblemHttpResult Forbidden(string title, string detail) =>
        Problems.Of(StatusCodes.Status403Forbidden, ProblemTypes.Of("not-own-figures"), title, detail);
}
