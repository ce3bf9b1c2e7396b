using System.Text.Json.Nodes;
using SocialServices.Testing;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>Plans, campaigns, files and group programmes that tests begin with.</summary>
internal static partial class Given
{
    public static object APlan(Guid? worker = null, string due = "2030-01-01") =>
        new
        {
            goals = new[]
            {
                new
                {
                    text = "The children stay with the family.",
                    actions = new[]
                    {
                        new
                        {
                            text = "Find a school place.",
                            due,
                            workerId = worker,
                        },
                    },
                },
            },
            reviewOn = "2030-02-01",
        };

    public static async Task<JsonNode> APlanAsync(this ReferralsApp app, Guid caseId, HttpClient? by = null) =>
        await (await (by ?? app.Requester).CreateAsync($"{Root}/cases/{caseId}/plans", APlan())).JsonAsync();

    /// <param name="app">Gets two certified facilitators of mlspp.</param>
    /// <param name="facilitators">Their ids.</param>
    /// <param name="first">The first session: 50 days ago when not given.</param>
    public static object AGroupCycle(this ReferralsApp app, out Guid[] facilitators, DateOnly? first = null)
    {
        var day = first ?? DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-50);
        facilitators =
        [
            app.GivenAWorker("mlspp", competences: "strong-families-facilitation"),
            app.GivenAWorker("mlspp", competences: "strong-families-facilitation"),
        ];
        return new
        {
            programme = "strong-families",
            place = "TM-S-01",
            sessions = new[] { day, day.AddDays(7), day.AddDays(14) },
            facilitators,
        };
    }

    public static object ACampaign() =>
        new
        {
            name = "Etraps of Mary",
            instrument = "needs-assessment",
            from = "2026-01-01",
            until = "2030-12-31",
        };

    public static async Task<Guid> AHouseholdAsync(this ReferralsApp app, Guid campaign, Guid worker)
    {
        var households = new[]
        {
            new
            {
                place = "TM-M-01",
                label = "Magtymguly 4",
                workerId = worker,
            },
        };
        var answer = await app.Requester.CreateAsync($"{Root}/campaigns/{campaign}/households", new { households });
        return (Guid)(await answer.JsonAsync())["ids"]![0]!;
    }

    public static async Task<Guid> AnAttachmentAsync(this ReferralsApp app, Guid caseId) =>
        (Guid)(await (await app.Requester.UploadAsync($"/cases/{caseId}/attachments?kind=photo", "image/png", APng())).JsonAsync())["id"]!;

    /// <summary>Begins as a PNG does; the rest is a marker that is found nowhere in the clear.</summary>
    public static byte[] APng(string marker = "Durdyyewa") =>
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. System.Text.Encoding.ASCII.GetBytes(marker)];

    public static Task<HttpResponseMessage> UploadAsync(this HttpClient client, string path, string type, byte[] content)
    {
        var body = new ByteArrayContent(content);
        body.Headers.ContentType = new(type);
        return client.PostAsync(Root + path, body);
    }
}
