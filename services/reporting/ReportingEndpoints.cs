using SocialServices.Reporting.Freshness;
using SocialServices.Reporting.Indicators;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Reporting;

internal static class ReportingEndpoints
{
    public static void MapReporting(this WebApplication app)
    {
        var reporting = app.MapGroup("/api/v1/reporting").RequireScope(Scopes.ReportingRead).WithTags("Reporting");
        ListIndicators.Map(reporting);
        GetIndicator.Map(reporting);
        GetIndicatorCsv.Map(reporting);
        GetSummary.Map(reporting);
        GetFreshness.Map(reporting);
    }
}
