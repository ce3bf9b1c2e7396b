using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using SocialServices.Testing.Schemas;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class CalendarTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    private const string Root = TrainingFixture.Root;
    private readonly string soon = DateTime.UtcNow.AddDays(20).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
    private readonly string later = DateTime.UtcNow.AddDays(21).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Another_library_reads_the_hours_of_Ashgabat_moves_and_cancellations_under_the_same_uids()
    {
        var (course, code) = await GivenACourseToComeAsync();
        await PlanAsync(course, 1, "09:00:00", "12:30:00");
        await PlanAsync(course, 2, null, null);
        var link = await LinkAsync(training.Organizer, "organization", "mlspp");
        await AssertReadsAsync(
            link,
            $"{course}-1@training.socialservices|0|CONFIRMED|Asia/Ashgabat|{soon}T04:00:00.000Z|{code}: Day",
            $"{course}-2@training.socialservices|0|CONFIRMED|none|{soon}|{code}: Day"
        );

        var moved = await training.Organizer.PutAsJsonAsync(
            $"{Root}/courses/{course}/sessions/1",
            new
            {
                heldOn = later,
                topic = "Day",
                startsAt = "10:00:00",
                endsAt = "12:00:00",
            }
        );
        Assert.Equal(HttpStatusCode.OK, moved.StatusCode);
        await training.Organizer.CreateAsync($"{Root}/courses/{course}/sessions/2/cancel", new { reason = "Snow." });
        await AssertReadsAsync(
            link,
            $"{course}-2@training.socialservices|1|CANCELLED|none|{soon}|{code}: Day",
            $"{course}-1@training.socialservices|1|CONFIRMED|Asia/Ashgabat|{later}T05:00:00.000Z|{code}: Day"
        );
        Assert.Contains("BEGIN:VTIMEZONE", await training.App.Client(null).GetStringAsync(link), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_is_for_ones_own_ends_when_asked_and_cannot_be_guessed()
    {
        var worker = training.Registry.Knows("nrcs");
        var foreign = await Create(training.ClientOf("yenme"), "trainer", $"{worker}");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, foreign.StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Create(training.ClientOf("yenme"), "organization", "nrcs")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await Create(training.ClientOf("yenme"), "place", "Ashgabat")).StatusCode);

        var made = await (await Create(training.ClientOf("nrcs"), "trainer", $"{worker}")).JsonAsync();
        var path = new Uri(made["url"]!.GetValue<string>()).AbsolutePath;
        var anonymous = training.App.Client(null);
        Assert.Equal(HttpStatusCode.OK, (await anonymous.GetAsync(path)).StatusCode);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await anonymous.GetAsync(path.Replace(".ics", "A.ics", StringComparison.Ordinal))).StatusCode
        );
        Assert.Equal(HttpStatusCode.NotFound, (await training.ClientOf("yenme").DeleteAsync($"{Root}/calendars/{made["id"]}")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await training.ClientOf("nrcs").DeleteAsync($"{Root}/calendars/{made["id"]}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anonymous.GetAsync(path)).StatusCode);
    }

    private async Task<(Guid Course, string Code)> GivenACourseToComeAsync()
    {
        var body = training.ACourse();
        (body["startsOn"], body["endsOn"], body["trainers"]) = (soon, later, null);
        var course = await (await training.Organizer.CreateAsync($"{Root}/courses", body)).JsonAsync();
        return (course["id"]!.GetValue<Guid>(), body["code"]!.GetValue<string>());
    }

    private async Task PlanAsync(Guid course, int number, string? startsAt, string? endsAt) =>
        (
            await training.Organizer.CreateAsync(
                $"{Root}/courses/{course}/sessions",
                new
                {
                    number,
                    heldOn = soon,
                    topic = "Day",
                    startsAt,
                    endsAt,
                }
            )
        ).EnsureSuccessStatusCode();

    private static Task<HttpResponseMessage> Create(HttpClient client, string kind, string subject) =>
        client.CreateAsync($"{Root}/calendars", new { kind, subject });

    private static async Task<string> LinkAsync(HttpClient client, string kind, string subject) =>
        new Uri((await (await Create(client, kind, subject)).JsonAsync())["url"]!.GetValue<string>()).AbsolutePath;

    private async Task AssertReadsAsync(string link, params string[] expected)
    {
        var line = new JsonObject
        {
            ["name"] = link,
            ["answer"] = await training.App.Client(null).GetStringAsync(link),
            ["expected"] = new JsonArray([.. expected.Select(text => JsonValue.Create(text))]),
        };
        await Ajv.AssertValidAsync("calendar.js", [line.ToJsonString()]);
    }
}
