using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Training.Tests.Support;

/// <summary>A training service of its own, the registry it asks, and the steps that many tests begin with.</summary>
public sealed class TrainingFixture : IAsyncLifetime
{
    internal const string Root = "/api/v1/training";

    internal RegistryPeer Registry { get; } = new();
    internal TrainingApp App { get; private set; } = null!;

    /// <summary>A caller for mlspp, which organizes the courses of these tests.</summary>
    internal HttpClient Organizer => App.Client("training.read training.write");

    public async ValueTask InitializeAsync()
    {
        await Registry.StartAsync();
        App = new TrainingApp(Registry);
        await App.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Registry.DisposeAsync();
    }

    /// <summary>A request as in the documented training of 2021, with a code of its own.</summary>
    internal static JsonObject ACourse(string programme = "strong-families-facilitators", int capacity = 20) =>
        new()
        {
            ["programme"] = programme,
            ["code"] = $"SFP-{Guid.NewGuid():n}",
            ["organizer"] = "mlspp",
            ["funders"] = new JsonArray("usaid"),
            ["place"] = "TM-S",
            ["mode"] = "in-person",
            ["startsOn"] = "2021-05-31",
            ["endsOn"] = "2021-07-06",
            ["capacity"] = capacity,
        };

    internal async Task<Guid> GivenACourseAsync(string programme = "strong-families-facilitators", int capacity = 20, int sessions = 0)
    {
        var response = await Organizer.CreateAsync($"{Root}/courses", ACourse(programme, capacity));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var course = (await response.JsonAsync())["id"]!.GetValue<Guid>();
        for (var number = 1; number <= sessions; number++)
        {
            var session = await Organizer.CreateAsync(
                $"{Root}/courses/{course}/sessions",
                new
                {
                    number,
                    heldOn = $"2021-06-{number:00}",
                    topic = "Day",
                }
            );
            Assert.Equal(HttpStatusCode.Created, session.StatusCode);
        }

        return course;
    }

    internal async Task<Participant> GivenAParticipantAsync(Guid course, string organization = "nrcs", int? postTest = null)
    {
        var worker = Registry.Knows(organization);
        var response = await EnrolAsync(course, worker, organization);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var enrolment = (await response.JsonAsync())["id"]!.GetValue<Guid>();
        if (postTest is not null)
        {
            var tests = await Organizer.PutAsJsonAsync(
                $"{Root}/courses/{course}/enrolments/{enrolment}/test-results",
                new { preTest = 40, postTest }
            );
            Assert.Equal(HttpStatusCode.OK, tests.StatusCode);
        }

        return new Participant(enrolment, worker);
    }

    /// <summary>A course of five held sessions whose only participant attended all and passed, completed.</summary>
    internal async Task<(Participant Holder, string Number)> GivenACertificateAsync(string programme = "strong-families-facilitators")
    {
        var course = await GivenACourseAsync(programme, sessions: 1);
        var holder = await GivenAParticipantAsync(course, postTest: 90);
        await AttendAsync(course, 1, holder.WorkerId);
        var completed = await (await CompleteAsync(course)).JsonAsync();
        return (holder, completed["participants"]![0]!["certificateNumber"]!.GetValue<string>());
    }

    internal Task<HttpResponseMessage> EnrolAsync(Guid course, Guid workerId, string organization = "nrcs") =>
        Organizer.CreateAsync($"{Root}/courses/{course}/enrolments", new { workerId, organization });

    internal async Task AttendAsync(Guid course, int number, params Guid[] attended) =>
        Assert.Equal(HttpStatusCode.OK, (await PutAttendanceAsync(course, number, attended)).StatusCode);

    internal Task<HttpResponseMessage> PutAttendanceAsync(Guid course, int number, params Guid[] attended) =>
        Organizer.PutAsJsonAsync($"{Root}/courses/{course}/sessions/{number}/attendance", new { attended });

    internal Task<HttpResponseMessage> CompleteAsync(Guid course) => Organizer.CreateAsync($"{Root}/courses/{course}/complete", new { });

    internal async Task<JsonNode> GetAsync(string path)
    {
        var response = await Organizer.GetAsync(Root + path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    /// <summary>POST of a body as it is, under a new key.</summary>
    internal Task<HttpResponseMessage> PostTextAsync(string path, string body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Root + path)
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return Organizer.SendAsync(request);
    }

    internal sealed record Participant(Guid EnrolmentId, Guid WorkerId);
}
