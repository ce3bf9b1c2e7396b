using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests;

/// <summary>What happens to a course between its plan and its end.</summary>
public sealed class CourseLifeTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    private const string Root = TrainingFixture.Root;

    [Fact]
    public async Task A_session_that_is_called_off_leaves_the_denominator_and_its_reason_stays_in_the_history()
    {
        var course = await training.GivenACourseAsync(sessions: 2);
        var holder = await training.GivenAParticipantAsync(course, postTest: 90);
        await training.AttendAsync(course, 1, holder.WorkerId);
        await OkAsync(
            training.Organizer.CreateAsync($"{Root}/courses/{course}/sessions/2/cancel", new { reason = "The trainer was ill." })
        );

        var participant = (await (await training.CompleteAsync(course)).JsonAsync())["participants"]![0]!;
        Assert.Equal((true, 100), (participant["completed"]!.GetValue<bool>(), participant["attendancePercent"]!.GetValue<int>()));
        var history = (await training.GetAsync($"/courses/{course}/history"))["items"]!.AsArray();
        var entry = Assert.Single(history, change => change!["action"]!.GetValue<string>() is "cancel session")!;
        Assert.Equal(("session/2", "The trainer was ill."), (entry["subject"]!.GetValue<string>(), entry["reason"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_session_may_be_moved_until_it_is_held_and_made_up_for_when_it_is_cancelled()
    {
        var course = await training.GivenACourseAsync(sessions: 1);
        await OkAsync(MoveAsync(course, "2021-06-10"));
        Assert.Equal("2021-06-10", (await training.GetAsync($"/courses/{course}/sessions"))["items"]![0]!["heldOn"]!.GetValue<string>());
        Assert.Equal(["heldOn"], await (await training.NothingChangesAsync(() => MoveAsync(course, "2021-08-01"))).FieldsAsync());

        Assert.Equal(["makeUpFor"], await (await training.NothingChangesAsync(() => MakeUpAsync(course))).FieldsAsync());
        await OkAsync(training.Organizer.CreateAsync($"{Root}/courses/{course}/sessions/1/cancel", new { reason = "Snow." }));
        Assert.Equal(HttpStatusCode.Created, (await MakeUpAsync(course)).StatusCode);
        await training.AttendAsync(course, 2);
        await ConflictAsync(MoveAsync(course, "2021-06-11"), "session-cancelled");

        Task<HttpResponseMessage> MakeUpAsync(Guid of) =>
            training.Organizer.CreateAsync(
                $"{Root}/courses/{of}/sessions",
                new
                {
                    number = 2,
                    heldOn = "2021-06-20",
                    topic = "Again",
                    makeUpFor = 1,
                }
            );
    }

    [Fact]
    public async Task A_course_is_edited_by_who_knows_it_as_it_is_and_who_waits_moves_up()
    {
        var course = await training.GivenACourseAsync(capacity: 1);
        await training.GivenAParticipantAsync(course);
        await training.EnrolAsync(course, training.Registry.Knows());
        var read = await training.Organizer.GetAsync($"{Root}/courses/{course}");
        var plan = Plan(capacity: 5);

        Assert.Equal(HttpStatusCode.PreconditionRequired, (await EditAsync(course, plan, null)).StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await EditAsync(course, plan, "\"1\"")).StatusCode);
        var edited = await EditAsync(course, plan, read.Headers.ETag!.ToString());
        Assert.Equal(HttpStatusCode.OK, edited.StatusCode);
        Assert.Equal(2, (await edited.JsonAsync())["enrolled"]!.GetValue<int>());
        Assert.All(
            (await training.GetAsync($"/courses/{course}/enrolments"))["items"]!.AsArray(),
            enrolment => Assert.Equal("enrolled", enrolment!["state"]!.GetValue<string>())
        );
        var tooSmall = await EditAsync(course, Plan(capacity: 1), edited.Headers.ETag!.ToString());
        Assert.Equal(["capacity"], await tooSmall.FieldsAsync());
    }

    [Fact]
    public async Task A_cancelled_course_takes_nothing_more()
    {
        var course = await training.GivenACourseAsync(sessions: 1);
        await training.GivenAParticipantAsync(course);
        await OkAsync(training.Organizer.CreateAsync($"{Root}/courses/{course}/cancel", new { reason = "No funds." }));

        Assert.Equal("cancelled", (await training.GetAsync($"/courses/{course}"))["state"]!.GetValue<string>());
        await ConflictAsync(training.PutAttendanceAsync(course, 1), "course-cancelled");
        await ConflictAsync(training.EnrolAsync(course, training.Registry.Knows()), "course-cancelled");
        await ConflictAsync(training.CompleteAsync(course), "course-cancelled");
    }

    [Fact]
    public async Task Who_walks_in_attends_and_is_matched_to_a_worker_by_the_employer()
    {
        var course = await training.GivenACourseAsync(sessions: 1);
        var walkIn = await WalkInAsync(course);
        var stranger = await WalkInAsync(course);
        await training.AttendAsync(course, 1, walkIn, stranger);
        var worker = training.Registry.Knows("nrcs");
        var path = $"{Root}/courses/{course}/provisional-participants/{walkIn}/worker";
        var match = new { workerId = worker, organization = "nrcs" };
        Assert.Equal(HttpStatusCode.Forbidden, (await training.Organizer.PutAsJsonAsync(path, match)).StatusCode);
        await OkAsync(training.ClientOf("nrcs").PutAsJsonAsync(path, match));
        await training.RecordTestsAsync(course, walkIn, 90);

        var participants = (await (await training.CompleteAsync(course)).JsonAsync())["participants"]!.AsArray();
        var matched = Assert.Single(participants, p => p!["workerId"]?.GetValue<Guid>() == worker)!;
        Assert.NotNull(matched["certificateNumber"]);
        var unmatched = Assert.Single(participants, p => p!["workerId"] is null)!;
        Assert.Contains("not-matched-to-worker", unmatched["missing"]!.AsArray().Select(reason => reason!.GetValue<string>()));
    }

    [Fact]
    public async Task The_attendance_of_a_walk_in_who_was_enrolled_goes_to_the_enrolment()
    {
        var course = await training.GivenACourseAsync(sessions: 2);
        var enrolled = await training.GivenAParticipantAsync(course);
        var walkIn = await WalkInAsync(course);
        await training.AttendAsync(course, 1, walkIn);
        await training.AttendAsync(course, 2, enrolled.WorkerId);
        var (employer, path) = (training.ClientOf("nrcs"), $"{Root}/courses/{course}/provisional-participants/{walkIn}/worker");
        var unsure = await employer.PutAsJsonAsync(path, new { workerId = enrolled.WorkerId, organization = "nrcs" });
        Assert.Equal(HttpStatusCode.Conflict, unsure.StatusCode);
        var match = new
        {
            workerId = enrolled.WorkerId,
            organization = "nrcs",
            merge = true,
        };
        var matched = await employer.PutAsJsonAsync(path, match);
        Assert.Equal(enrolled.EnrolmentId, (await matched.JsonAsync())["enrolmentId"]!.GetValue<Guid>());

        var enrolments = (await training.GetAsync($"/courses/{course}/enrolments"))["items"]!.AsArray();
        var own = Assert.Single(enrolments, e => e!["id"]!.GetValue<Guid>() == enrolled.EnrolmentId)!;
        Assert.Equal(2, own["sessionsAttended"]!.GetValue<int>());
        Assert.Equal(1, (await training.GetAsync($"/courses/{course}"))["enrolled"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_apology_is_shown_apart_and_stays_an_absence()
    {
        var course = await training.GivenACourseAsync(sessions: 2);
        var participant = await training.GivenAParticipantAsync(course);
        await OkAsync(
            training.Organizer.PutAsJsonAsync(
                $"{Root}/courses/{course}/sessions/1/attendance",
                new { attended = Array.Empty<Guid>(), apologised = new[] { participant.WorkerId } }
            )
        );

        var enrolment = (await training.GetAsync($"/courses/{course}/enrolments"))["items"]![0]!;
        Assert.Equal((1, 0), (enrolment["apologies"]!.GetValue<int>(), enrolment["attendancePercent"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Attendance_that_is_corrected_needs_a_reason()
    {
        var course = await training.GivenACourseAsync(sessions: 1);
        await training.AttendAsync(course, 1);
        var again = await training.NothingChangesAsync(() =>
            training.Organizer.PutAsJsonAsync($"{Root}/courses/{course}/sessions/1/attendance", new { attended = Array.Empty<Guid>() })
        );
        Assert.Equal(["reason"], await again.FieldsAsync());
    }

    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    public async Task What_the_survey_says_is_shown_from_five_answers_on_and_when_the_course_is_over(int answers, bool shown)
    {
        var course = await training.GivenACourseAsync(sessions: 1);
        for (var i = 0; i < 6; i++)
        {
            await training.GivenAParticipantAsync(course);
        }

        var body = new
        {
            answers = Enumerable
                .Range(0, answers)
                .Select(_ => new
                {
                    satisfaction = 4,
                    topics = new[]
                    {
                        new
                        {
                            topic = "needs-assessment",
                            before = 2,
                            after = 4,
                        },
                    },
                }),
        };
        await OkAsync(training.Organizer.CreateAsync($"{Root}/courses/{course}/survey", body));
        Assert.Null((await training.GetAsync($"/courses/{course}/survey"))["satisfaction"]);
        await training.AttendAsync(course, 1);
        await training.CompleteAsync(course);

        var survey = await training.GetAsync($"/courses/{course}/survey");
        Assert.Equal((6, answers), (survey["participants"]!.GetValue<int>(), survey["answers"]!.GetValue<int>()));
        Assert.Equal(shown, survey["satisfaction"] is not null);
        Assert.Equal(shown, survey["topics"] is not null);
    }

    [Fact]
    public async Task One_person_in_two_courses_at_the_same_hour_is_a_warning()
    {
        var (first, second) = (await training.GivenACourseAsync(sessions: 1), await training.GivenACourseAsync(sessions: 1));
        var participant = await training.GivenAParticipantAsync(first);
        var response = await training.EnrolAsync(second, participant.WorkerId);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Contains("at the same time", Assert.Single((await response.JsonAsync())["warnings"]!.AsArray())!.GetValue<string>());
    }

    private async Task<Guid> WalkInAsync(Guid course) =>
        (
            await (
                await training.Organizer.CreateAsync($"{Root}/courses/{course}/provisional-participants", new { name = "Who walked in" })
            ).JsonAsync()
        )["id"]!.GetValue<Guid>();

    private Task<HttpResponseMessage> MoveAsync(Guid course, string heldOn) =>
        training.Organizer.PutAsJsonAsync(
            $"{Root}/courses/{course}/sessions/1",
            new
            {
                heldOn,
                topic = "Moved",
                reason = "Asked for.",
            }
        );

    private JsonObject Plan(int capacity)
    {
        var plan = training.ACourse(capacity: capacity);
        return new JsonObject(
            plan.Where(member => member.Key is not ("programme" or "code" or "organizer"))
                .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))
        );
    }

    private Task<HttpResponseMessage> EditAsync(Guid course, JsonObject plan, string? ifMatch)
    {
        var client = training.Organizer;
        if (ifMatch is not null)
        {
            client.DefaultRequestHeaders.Add("If-Match", ifMatch);
        }

        return client.PutAsJsonAsync($"{Root}/courses/{course}", plan);
    }

    private static async Task OkAsync(Task<HttpResponseMessage> sending)
    {
        var response = await sending;
        Assert.True(response.StatusCode is HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
    }

    private static async Task ConflictAsync(Task<HttpResponseMessage> sending, string type)
    {
        var response = await sending;
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal($"urn:socialservices:problem:{type}", (await response.JsonAsync())["type"]!.GetValue<string>());
    }
}
