using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts;

/// <summary><c>--rebuild</c>: forgets all facts; the running service reads them again from the event logs, to the same numbers.</summary>
internal static class RebuildFacts
{
    public const string Command = "--rebuild";

    public static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var db = services.GetRequiredService<ReportingDb>();
        await Projection.ForgetAsync(db, ReportingDb.FactTables, cancellationToken);
        await Console.Out.WriteLineAsync(
            "The facts are forgotten. The service reads them again; GET /api/v1/reporting/freshness tells when it is done."
        );
        return 0;
    }
}
