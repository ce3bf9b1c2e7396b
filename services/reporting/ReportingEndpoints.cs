using SocialServices.Reporting.Dhis2;
using SocialServices.Reporting.Exports;
using SocialServices.Reporting.Freshness;
using SocialServices.Reporting.Gaps;
using SocialServices.Reporting.Indicators;
using SocialServices.Reporting.Inside;
using SocialServices.Reporting.OpenPeriod;
using SocialServices.Reporting.Releases;
using SocialServices.Reporting.Trust;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Reporting;

internal static class ReportingEndpoints
{
    private const string Root = "/api/v1/reporting";

    public static void MapReporting(this WebApplication app)
    {
        // Outside: what everybody may know.
        var reporting = app.MapGroup(Root).RequireScope(Scopes.ReportingRead).WithTags("Reporting");
        ListIndicators.Map(reporting);
        GetIndicator.Map(reporting);
        GetOpenFigure.Map(reporting);
        GetFreshness.Map(reporting);
        ListReleases.Map(reporting);
        GetRelease.Map(reporting);
        GetReleaseContent.Map(reporting);
        GetReleaseTable.Map(reporting);
        ExplainNumber.Map(reporting);
        CompareReleases.Map(reporting);
        ExportRelease.Map(reporting);
        DrawTable.Map(reporting);
        GetGaps.Map(reporting);

        // Inside: exact and live, of the own organization.
        var inside = app.MapGroup(Root).RequireScope(Scopes.ReportingInside).WithTags("Inside figures");
        GetSummary.Map(inside);
        GetInsideFigure.Map(inside);

        // The programme's office.
        var office = app.MapGroup(Root).RequireScope(Scopes.ProgrammeManage).WithTags("Releases");
        PlanRelease.Map(office);
        ReviseRelease.Map(office);
        PushRelease.Map(office);
        ListPushes.Map(office);
        GetTrust.Map(office);
    }
}
