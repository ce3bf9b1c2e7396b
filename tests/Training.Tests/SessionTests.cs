using System.Globalization;
using System.Net;
using System.Text;
using SocialServices.Testing;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class SessionTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    [Fact]
    public async Task Sessions_are_listed_by_number()
    {
        var course = await training.GivenACourseAsync();
        foreach (var number in (int[])[2, 1])
        {
            var body = new
            {
                number,
                heldOn = "2021-06-01",
                topic = "Stress and families",
                startsAt = "09:00:00",
                endsAt = "16:30:00",
            };
            Assert.Equal(HttpStatusCode.Created, (await PlanAsync(course, body)).StatusCode);
        }

        var sessions = (await training.GetAsync($"/courses/{course}/sessions"))["items"]!.AsArray();
        Assert.Equal([1, 2], sessions.Select(session => session!["number"]!.GetValue<int>()));
        Assert.Equal("16:30:00", sessions[0]!["endsAt"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("2021-05-30")]
    [InlineData("2021-07-07")]
    public async Task A_session_lies_within_its_course(string heldOn)
    {
        var course = await training.GivenACourseAsync();
        var response = await training.NothingChangesAsync(() =>
            PlanAsync(
                course,
                new
                {
                    number = 1,
                    heldOn,
                    topic = "Too far",
                }
            )
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(["heldOn"], await response.FieldsAsync());
    }

    [Theory]
    [InlineData("16:00:00", "09:00:00")]
    [InlineData("16:00:00", null)]
    [InlineData(null, "16:00:00")]
    public async Task A_session_ends_after_it_starts(string? startsAt, string? endsAt)
    {
        var course = await training.GivenACourseAsync();
        var response = await training.NothingChangesAsync(() =>
            PlanAsync(
                course,
                new
                {
                    number = 1,
                    heldOn = "2021-06-01",
                    topic = "x",
                    startsAt,
                    endsAt,
                }
            )
        );
        Assert.Equal(["endsAt"], await response.FieldsAsync());
    }

    [Theory]
    [InlineData(0, "topic", "number")]
    [InlineData(-3, "topic", "number")]
    [InlineData(201, "topic", "number")]
    [InlineData(1, "", "topic")]
    [InlineData(1, "with\u0000zero", "topic")]
    public async Task A_field_that_cannot_be_is_named(int number, string topic, string named)
    {
        var course = await training.GivenACourseAsync();
        var response = await training.NothingChangesAsync(() =>
            PlanAsync(
                course,
                new
                {
                    number,
                    heldOn = "2021-06-01",
                    topic,
                }
            )
        );
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([named], await response.FieldsAsync());
    }

    [Fact]
    public async Task A_number_is_given_once_also_to_two_callers_at_once()
    {
        var course = await training.GivenACourseAsync();
        var responses = await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(_ =>
                    PlanAsync(
                        course,
                        new
                        {
                            number = 1,
                            heldOn = "2021-06-01",
                            topic = "Once",
                        }
                    )
                )
        );

        Assert.Single(responses, response => response.StatusCode is HttpStatusCode.Created);
        var refused = Assert.Single(responses, response => response.StatusCode is HttpStatusCode.Conflict);
        Assert.Equal("urn:socialservices:problem:session-number-taken", (await refused.JsonAsync())["type"]!.GetValue<string>());
        Assert.Single((await training.GetAsync($"/courses/{course}/sessions"))["items"]!.AsArray());
    }

    [Fact]
    public async Task A_session_of_an_unknown_course_is_not_found()
    {
        var response = await training.NothingChangesAsync(() =>
            PlanAsync(
                Guid.NewGuid(),
                new
                {
                    number = 1,
                    heldOn = "2021-06-01",
                    topic = "x",
                }
            )
        );
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Attendance_is_replaced_as_a_whole_and_may_be_repeated()
    {
        var course = await training.GivenACourseAsync(sessions: 2);
        var (anna, berdi) = (await training.GivenAParticipantAsync(course), await training.GivenAParticipantAsync(course));
        await training.AttendAsync(course, 1, anna.WorkerId, berdi.WorkerId);
        await training.AttendAsync(course, 1, berdi.WorkerId, berdi.WorkerId);
        await training.AttendAsync(course, 1, berdi.WorkerId);

        var enrolments = (await training.GetAsync($"/courses/{course}/enrolments"))["items"]!.AsArray();
        Assert.Equal([0, 1], enrolments.Select(enrolment => enrolment!["sessionsAttended"]!.GetValue<int>()));
        Assert.All(
            enrolments,
            enrolment =>
                Assert.Equal((1, 2), (enrolment!["sessionsRecorded"]!.GetValue<int>(), enrolment["sessionsPlanned"]!.GetValue<int>()))
        );
        Assert.Equal("running", (await training.GetAsync($"/courses/{course}"))["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_stranger_cannot_attend()
    {
        var course = await training.GivenACourseAsync(sessions: 1);
        var participant = await training.GivenAParticipantAsync(course);

        var response = await training.NothingChangesAsync(() =>
            training.PutAttendanceAsync(course, 1, participant.WorkerId, training.Registry.Knows(), participant.WorkerId, Guid.NewGuid())
        );
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(["attended[1]", "attended[3]"], await response.FieldsAsync());
    }

    [Fact]
    public async Task Nobody_has_attended_a_session_that_lies_ahead()
    {
        var (body, day) = (training.ACourse(), DateTime.UtcNow.AddDays(3).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        (body["startsOn"], body["endsOn"], body["trainers"]) = (day, day, null);
        var course = (await (await training.Organizer.CreateAsync($"{TrainingFixture.Root}/courses", body)).JsonAsync())[
            "id"
        ]!.GetValue<Guid>();
        await PlanAsync(
            course,
            new
            {
                number = 1,
                heldOn = day,
                topic = "Soon",
            }
        );

        var response = await training.NothingChangesAsync(() => training.PutAttendanceAsync(course, 1));
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal("urn:socialservices:problem:session-not-held", (await response.JsonAsync())["type"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("""{"attended": null}""", "attended")]
    [InlineData("""{"attended": ["not an id"]}""", "attended[0]")]
    [InlineData("""{}""", "attended")]
    public async Task Attendance_that_cannot_be_read_is_refused(string body, string field)
    {
        var course = await training.GivenACourseAsync(sessions: 1);
        var response = await training.NothingChangesAsync(() =>
            training.Organizer.PutAsync(
                $"{TrainingFixture.Root}/courses/{course}/sessions/1/attendance",
                new StringContent(body, Encoding.UTF8, "application/json")
            )
        );
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([field], await response.FieldsAsync());
    }

    [Fact]
    public async Task Attendance_of_an_unknown_session_is_not_found()
    {
        var course = await training.GivenACourseAsync();
        var response = await training.NothingChangesAsync(() => training.PutAttendanceAsync(course, 1));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private Task<HttpResponseMessage> PlanAsync(Guid course, object session) =>
        training.Organizer.CreateAsync($"{TrainingFixture.Root}/courses/{course}/sessions", session);
}
