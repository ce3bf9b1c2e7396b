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
    internal HttpClient Organizer => ClientOf("mlspp");

    /// <summary>The programme's office.</summary>
    internal HttpClient Office => App.Client("training.read training.write programme.manage", "mlspp", "office");

    /// <summary>Certified from 9 October 2020 for five years to train in all programmes.</summary>
    internal Guid Trainer { get; private set; }

    internal HttpClient ClientOf(string organization) =>
        App.Client("training.read training.write", organization, $"client-of-{organization}");

    public async ValueTask InitializeAsync()
    {
        await Registry.StartAsync();
        App = new TrainingApp(Registry);
        await App.InitializeAsync();
        foreach (var programme in (await GetAsync("/programmes"))["items"]!.AsArray())
        {
            foreach (var issuer in programme!["issuers"]!.AsArray().Select(issuer => issuer!.GetValue<string>()))
            {
                var path = $"{Root}/programmes/{programme["code"]}/signing/{issuer}/mlspp";
                Assert.Equal(HttpStatusCode.OK, (await Office.PutAsync(path, null)).StatusCode);
            }
        }

        Trainer = Registry.Knows("mlspp");
        await CertifyTrainerAsync(Trainer, "2020-10-05", "2020-10-09");
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Registry.DisposeAsync();
    }

    /// <summary>A request as in the documented training of 2021, with a code of its own.</summary>
    internal JsonObject ACourse(string programme = "strong-families-facilitators", int capacity = 20) =>
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
            ["trainers"] = new JsonArray(Trainer),
        };

    /// <summary>Makes a worker of mlspp a trainer of all programmes, by the courses that trainers take.</summary>
    internal async Task<Guid> CertifyTrainerAsync(Guid worker, string startsOn, string endsOn)
    {
        var courses = new List<Guid>();
        foreach (var programme in (string[])["family-programmes-trainers", "training-of-trainers"])
        {
            var body = ACourse(programme);
            (body["startsOn"], body["endsOn"], body["trainers"]) = (startsOn, endsOn, new JsonArray(Registry.Knows("undp")));
            var created = await Office.CreateAsync($"{Root}/courses", body);
            Assert.Equal(HttpStatusCode.Created, created.StatusCode);
            var course = (await created.JsonAsync())["id"]!.GetValue<Guid>();
            await PlanSessionAsync(course, 1, endsOn);
            var enrolled = await EnrolAsync(course, worker, "mlspp");
            var enrolment = (await enrolled.JsonAsync())["id"]!.GetValue<Guid>();
            await RecordTestsAsync(course, enrolment, 90);
            await AttendAsync(course, 1, worker);
            Assert.Equal(HttpStatusCode.OK, (await CompleteAsync(course)).StatusCode);
            courses.Add(course);
        }

        return courses[0];
    }

    internal async Task PlanSessionAsync(Guid course, int number, string heldOn)
    {
        var body = new
        {
            number,
            heldOn,
            topic = "Day",
        };
        Assert.Equal(HttpStatusCode.Created, (await Organizer.CreateAsync($"{Root}/courses/{course}/sessions", body)).StatusCode);
    }

    internal async Task<Guid> GivenACourseAsync(string programme = "strong-families-facilitators", int capacity = 20, int sessions = 0)
    {
        var response = await Organizer.CreateAsync($"{Root}/courses", ACourse(programme, capacity));
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var course = (await response.JsonAsync())["id"]!.GetValue<Guid>();
        for (var number = 1; number <= sessions; number++)
        {
            await PlanSessionAsync(course, number, $"2021-06-{number:00}");
        }

        return course;
    }

    internal async Task<Participant> GivenAParticipantAsync(
        Guid course,
        string organization = "nrcs",
        int? postTest = null,
        string name = "Ogulgerek Annaberdiýewa"
    )
    {
        var worker = Registry.Knows(organization, name: name);
        var response = await EnrolAsync(course, worker, organization);
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        var enrolment = (await response.JsonAsync())["id"]!.GetValue<Guid>();
        if (postTest is not null)
        {
            await RecordTestsAsync(course, enrolment, postTest.Value);
        }

        return new Participant(enrolment, worker);
    }

    /// <summary>A course of five held sessions whose only participant attended all and passed, completed.</summary>
    internal async Task<(Participant Holder, string Number)> GivenACertificateAsync(
        string programme = "strong-families-facilitators",
        string name = "Ogulgerek Annaberdiýewa"
    )
    {
        var course = await GivenACourseAsync(programme, sessions: 1);
        var holder = await GivenAParticipantAsync(course, postTest: 90, name: name);
        await AttendAsync(course, 1, holder.WorkerId);
        var completed = await (await CompleteAsync(course)).JsonAsync();
        return (holder, completed["participants"]![0]!["certificateNumber"]!.GetValue<string>());
    }

    internal async Task RecordTestsAsync(Guid course, Guid enrolment, int postTest)
    {
        var path = $"{Root}/courses/{course}/enrolments/{enrolment}/test-results";
        Assert.Equal(HttpStatusCode.OK, (await Organizer.PutAsJsonAsync(path, new { preTest = 40, postTest })).StatusCode);
    }

    /// <summary>By the employer, who alone may.</summary>
    internal Task<HttpResponseMessage> EnrolAsync(Guid course, Guid workerId, string organization = "nrcs") =>
        ClientOf(organization).CreateAsync($"{Root}/courses/{course}/enrolments", new { workerId, organization });

    internal async Task AttendAsync(Guid course, int number, params Guid[] attended) =>
        Assert.Equal(HttpStatusCode.OK, (await PutAttendanceAsync(course, number, attended)).StatusCode);

    internal Task<HttpResponseMessage> PutAttendanceAsync(Guid course, int number, params Guid[] attended) =>
        Organizer.PutAsJsonAsync($"{Root}/courses/{course}/sessions/{number}/attendance", new { attended, reason = "The list was wrong." });

    internal Task<HttpResponseMessage> CompleteAsync(Guid course) => Organizer.CreateAsync($"{Root}/courses/{course}/complete", new { });

    internal async Task<JsonNode> GetAsync(string path, HttpClient? client = null)
    {
        var response = await (client ?? Organizer).GetAsync(Root + path);
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
