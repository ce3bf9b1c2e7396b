using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using SocialServices.Testing;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class AccessTests(AccessTests.Given given) : IClassFixture<AccessTests.Given>
{
    private readonly TrainingFixture training = given.Training;

    public static TheoryData<string, string> Writes { get; } =
        new()
        {
            { "POST", "/courses" },
            { "POST", "/courses/{course}/sessions" },
            { "POST", "/courses/{course}/enrolments" },
            { "POST", "/courses/{course}/complete" },
            { "PUT", "/courses/{course}/sessions/1/attendance" },
            { "PUT", "/courses/{course}/enrolments/{enrolment}/test-results" },
            { "POST", "/certificates/{number}/revoke" },
        };

    public static TheoryData<string> Reads { get; } =
    [
        "/programmes",
        "/programmes/treatnet-family",
        "/courses",
        "/courses/{course}",
        "/courses/{course}/sessions",
        "/courses/{course}/enrolments",
        "/certificates?workerId={worker}",
        "/certificates/{number}",
    ];

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Another_organization_changes_nothing(string method, string path)
    {
        var response = await training.NothingChangesAsync(
            Request(training.App.Client("training.read training.write", "yenme"), method, path)
        );
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Without_the_scope_to_write_nothing_changes(string method, string path)
    {
        var response = await training.NothingChangesAsync(Request(training.App.Client("training.read programme.manage"), method, path));
        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Equal("urn:socialservices:problem:forbidden", (await response.JsonAsync())["type"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task Without_a_token_nothing_changes(string method, string path)
    {
        var response = await training.NothingChangesAsync(Request(training.App.Client(null), method, path));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("urn:socialservices:problem:unauthenticated", (await response.JsonAsync())["type"]!.GetValue<string>());
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task With_an_expired_token_nothing_changes(string method, string path)
    {
        var client = training.App.Client(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            training.App.Issuer.Token("training.write", lifetime: TimeSpan.FromMinutes(-5))
        );

        var response = await training.NothingChangesAsync(Request(client, method, path));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task A_token_for_somebody_else_is_not_taken()
    {
        var client = training.App.Client(null);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            training.App.Issuer.Token("training.read", audience: "another-system")
        );
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync($"{TrainingFixture.Root}/programmes")).StatusCode);
    }

    [Theory]
    [MemberData(nameof(Reads))]
    public async Task Reading_needs_the_scope_to_read(string path)
    {
        var (withScope, withoutScope, anonymous) = (
            training.App.Client("training.read", "yenme"),
            training.App.Client("training.write registry.read"),
            training.App.Client(null)
        );
        Assert.Equal(HttpStatusCode.OK, (await Request(withScope, "GET", path)()).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await Request(withoutScope, "GET", path)()).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await Request(anonymous, "GET", path)()).StatusCode);
    }

    [Fact]
    public async Task Who_manages_the_programme_changes_any_course()
    {
        var course = await training.GivenACourseAsync();
        var manager = training.App.Client("training.write programme.manage", "unodc");
        var response = await manager.CreateAsync(
            $"{TrainingFixture.Root}/courses/{course}/sessions",
            new
            {
                number = 1,
                heldOn = "2021-06-01",
                topic = "x",
            }
        );
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
    }

    private Func<Task<HttpResponseMessage>> Request(HttpClient client, string method, string path)
    {
        var address =
            TrainingFixture.Root
            + path.Replace("{course}", $"{given.Course}", StringComparison.Ordinal)
                .Replace("{enrolment}", $"{given.Participant.EnrolmentId}", StringComparison.Ordinal)
                .Replace("{worker}", $"{given.Participant.WorkerId}", StringComparison.Ordinal)
                .Replace("{number}", given.Number, StringComparison.Ordinal);
        object body = path switch
        {
            "/courses" => TrainingFixture.ACourse(),
            _ when path.EndsWith("/sessions", StringComparison.Ordinal) => new
            {
                number = 2,
                heldOn = "2021-06-01",
                topic = "x",
            },
            _ when path.EndsWith("/enrolments", StringComparison.Ordinal) => new
            {
                workerId = training.Registry.Knows(),
                organization = "nrcs",
            },
            _ when path.EndsWith("/attendance", StringComparison.Ordinal) => new { attended = new[] { given.Participant.WorkerId } },
            _ when path.EndsWith("/test-results", StringComparison.Ordinal) => new { postTest = 90 },
            _ when path.EndsWith("/revoke", StringComparison.Ordinal) => new { reason = "other", text = "x" },
            _ => new { },
        };
        return () =>
            method switch
            {
                "GET" => client.GetAsync(address),
                "PUT" => client.PutAsJsonAsync(address, body),
                _ => client.CreateAsync(address, body),
            };
    }

    /// <summary>One course, participant and certificate for all tests of this class: none of them may change anything.</summary>
    public sealed class Given : IAsyncLifetime
    {
        internal TrainingFixture Training { get; } = new();
        internal Guid Course { get; private set; }
        internal TrainingFixture.Participant Participant { get; private set; } = null!;
        internal string Number { get; private set; } = "";

        public async ValueTask InitializeAsync()
        {
            await Training.InitializeAsync();
            Number = (await Training.GivenACertificateAsync()).Number;
            Course = await Training.GivenACourseAsync(sessions: 1);
            Participant = await Training.GivenAParticipantAsync(Course);
        }

        public ValueTask DisposeAsync() => Training.DisposeAsync();
    }
}
