using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SocialServices.Reporting.Data;
using SocialServices.Reporting.Releases;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Idempotency;

namespace SocialServices.Reporting.Dhis2;

internal static class PushRelease
{
    public const string ClientName = "dhis2";
    private const string Path =
        "api/dataValueSets?dataElementIdScheme=code&orgUnitIdScheme=code&categoryOptionComboIdScheme=code&dataSetIdScheme=code&importStrategy=CREATE_AND_UPDATE";

    /// <param name="DryRun">Ask DHIS2 what it would do, and change nothing there.</param>
    /// <example>{"dryRun": true}</example>
    public sealed record Request(bool DryRun);

    public static void Map(RouteGroupBuilder office) =>
        office
            .MapPost("/releases/{number:int}/dhis2-pushes", HandleAsync)
            .WithName(nameof(PushRelease))
            .WithSummary(
                "Send a published release to DHIS2 as data values, or ask what it would do. Its import summary is kept. Sending again corrects."
            )
            .WithDescription(
                "Numbers by velayat and one dimension. A hidden number is the value 1 of the element CODE_HIDDEN, a missing one is not sent, a 0 is a 0."
            )
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .Idempotent();

    internal static async Task<Results<Created<PushView>, ProblemHttpResult>> HandleAsync(
        int number,
        int? revision,
        Request request,
        ReleaseReader reader,
        ReportingDb db,
        IHttpClientFactory clients,
        IOptions<Dhis2Options> options,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await reader.FindAsync(number, revision, cancellationToken) is not { Release.Status: ReleaseStatus.Published } release)
        {
            return Problems.NotFound(ReleaseReader.What);
        }

        if (options.Value.Server is not { } server)
        {
            return Problems.Conflict("no-dhis2", "No DHIS2 server is set.", "Set Dhis2__Server and Dhis2__Token.");
        }

        var now = clock.GetUtcNow();
        var values = DataValueSet.Of(release, options.Value, request.DryRun ? null : Ashgabat.Day(now));
        using var message = new HttpRequestMessage(HttpMethod.Post, new Uri(server, Path + (request.DryRun ? "&dryRun=true" : "")))
        {
            Content = JsonContent.Create(values),
            Headers = { Authorization = new AuthenticationHeaderValue("ApiToken", options.Value.Token) },
        };
        HttpResponseMessage? answer = null;
        try
        {
            using var client = clients.CreateClient(ClientName);
            answer = await client.SendAsync(message, cancellationToken);
        }
        catch (HttpRequestException)
        {
            return Problems.PeerUnavailable("DHIS2");
        }

        using (answer)
        {
            var push = new Dhis2Push
            {
                Id = Guid.CreateVersion7(now),
                Number = release.Release.Number,
                Revision = release.Release.Revision,
                DryRun = request.DryRun,
                SentAt = now,
                StatusCode = (int)answer.StatusCode,
                Summary = SummaryOf(await answer.Content.ReadAsStringAsync(cancellationToken)),
            };
            db.Add(push);
            db.Audit(request.DryRun ? "try push to dhis2" : "push to dhis2", $"release/{release.Release.Name}");
            return await db.SaveAsync(cancellationToken) is { } refused
                ? refused
                : TypedResults.Created($"/api/v1/reporting/releases/{number}/dhis2-pushes", PushView.Of(push));
        }
    }

    private static string SummaryOf(string body)
    {
        try
        {
            return JsonNode.Parse(body)?.ToJsonString() ?? "{}";
        }
        catch (System.Text.Json.JsonException)
        {
            return "{}"; // a page of a proxy, not an answer of DHIS2
        }
    }
}
