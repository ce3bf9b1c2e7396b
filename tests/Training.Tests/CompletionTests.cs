using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class CompletionTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    [Fact]
    public async Task Who_met_the_requirements_is_certified_and_who_did_not_is_not()
    {
        var course = await training.GivenACourseAsync(sessions: 5);
        var diligent = await training.GivenAParticipantAsync(course, postTest: 70);
        var absent = await training.GivenAParticipantAsync(course, postTest: 100);
        var failed = await training.GivenAParticipantAsync(course, postTest: 69);
        var untested = await training.GivenAParticipantAsync(course);
        await training.AttendAsync(course, 1, diligent.WorkerId, absent.WorkerId, failed.WorkerId, untested.WorkerId);
        await training.AttendAsync(course, 2, diligent.WorkerId, absent.WorkerId, failed.WorkerId, untested.WorkerId);
        await training.AttendAsync(course, 3, diligent.WorkerId, absent.WorkerId, failed.WorkerId, untested.WorkerId);
        await training.AttendAsync(course, 4, diligent.WorkerId, failed.WorkerId, untested.WorkerId);
        await training.AttendAsync(course, 5, failed.WorkerId, untested.WorkerId);

        var response = await training.CompleteAsync(course);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var participants = (await response.JsonAsync())["participants"]!.AsArray();
        Assert.Equal(
            [(diligent.WorkerId, true, 80), (absent.WorkerId, false, 60), (failed.WorkerId, false, 100), (untested.WorkerId, false, 100)],
            participants.Select(p =>
                (p!["workerId"]!.GetValue<Guid>(), p["completed"]!.GetValue<bool>(), p["attendancePercent"]!.GetValue<int>())
            )
        );
        Assert.All(participants.Skip(1), participant => Assert.Null(participant!["certificateNumber"]));
        Assert.Equal(
            ["", "attendance-below-threshold", "post-test-failed", "post-test-not-taken"],
            participants.Select(p => string.Join(' ', p!["missing"]!.AsArray().Select(reason => reason!.GetValue<string>())))
        );

        var certificate = await training.GetAsync($"/certificates/{participants[0]!["certificateNumber"]}");
        Assert.Matches("^MLSPP-2021-[0-9]{6}$", certificate["number"]!.GetValue<string>());
        Assert.Equal(
            (diligent.WorkerId, "strong-families-facilitation", "2021-07-06", true),
            (
                certificate["workerId"]!.GetValue<Guid>(),
                certificate["competence"]!.GetValue<string>(),
                certificate["validFrom"]!.GetValue<string>(),
                certificate["valid"]!.GetValue<bool>()
            )
        );
        Assert.Null(certificate["validUntil"]);
        Assert.Equal("completed", (await training.GetAsync($"/courses/{course}"))["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Completing_twice_at_once_certifies_everyone_once()
    {
        var course = await training.GivenACourseAsync(sessions: 1);
        var (anna, berdi) = (
            await training.GivenAParticipantAsync(course, postTest: 90),
            await training.GivenAParticipantAsync(course, postTest: 90)
        );
        await training.AttendAsync(course, 1, anna.WorkerId, berdi.WorkerId);

        var statuses = (await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => training.CompleteAsync(course))))
            .Select(response => response.StatusCode)
            .ToList();
        Assert.Single(statuses, HttpStatusCode.OK);
        Assert.Equal(3, statuses.Count(status => status is HttpStatusCode.Conflict));
        Assert.Single((await training.GetAsync($"/certificates?workerId={anna.WorkerId}"))["items"]!.AsArray());
        Assert.Single((await training.GetAsync($"/certificates?workerId={berdi.WorkerId}"))["items"]!.AsArray());
    }

    [Fact]
    public async Task Completing_again_changes_nothing()
    {
        var course = await training.GivenACourseAsync(sessions: 1);
        var participant = await training.GivenAParticipantAsync(course, postTest: 90);
        await training.AttendAsync(course, 1, participant.WorkerId);
        var (path, key) = ($"{TrainingFixture.Root}/courses/{course}/complete", Guid.NewGuid().ToString());
        var first = await training.Organizer.PostAsync(path, new { }, key);

        var replay = await training.NothingChangesAsync(() => training.Organizer.PostAsync(path, new { }, key));
        var again = await training.NothingChangesAsync(() => training.CompleteAsync(course));
        Assert.Equal(await first.Content.ReadAsStringAsync(), await replay.Content.ReadAsStringAsync());
        await ConflictAsync(again, "course-completed");
    }

    [Fact]
    public async Task A_completed_course_takes_no_more_changes()
    {
        var course = await training.GivenACourseAsync(sessions: 1);
        var participant = await training.GivenAParticipantAsync(course, postTest: 90);
        await training.AttendAsync(course, 1);
        await training.CompleteAsync(course);

        await ConflictAsync(
            await training.NothingChangesAsync(() => training.PutAttendanceAsync(course, 1, participant.WorkerId)),
            "course-completed"
        );
        await ConflictAsync(
            await training.NothingChangesAsync(() => training.EnrolAsync(course, training.Registry.Knows())),
            "course-completed"
        );
        await ConflictAsync(
            await training.NothingChangesAsync(() =>
                training.Organizer.CreateAsync(
                    $"{TrainingFixture.Root}/courses/{course}/sessions",
                    new
                    {
                        number = 2,
                        heldOn = "2021-06-02",
                        topic = "Late",
                    }
                )
            ),
            "course-completed"
        );
        Assert.False((await training.GetAsync($"/courses/{course}/enrolments"))["items"]![0]!["completed"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_course_without_sessions_cannot_be_completed()
    {
        var course = await training.GivenACourseAsync();
        await ConflictAsync(await training.NothingChangesAsync(() => training.CompleteAsync(course)), "course-without-sessions");
    }

    [Fact]
    public async Task A_course_whose_attendance_is_not_recorded_cannot_be_completed()
    {
        var course = await training.GivenACourseAsync(sessions: 3);
        await training.AttendAsync(course, 2);

        var response = await training.NothingChangesAsync(() => training.CompleteAsync(course));
        await ConflictAsync(response, "attendance-missing");
        Assert.Equal("Missing: 1, 3.", (await response.JsonAsync())["detail"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_course_cannot_be_completed_before_its_last_day()
    {
        var body = training.ACourse();
        var trainer = training.Registry.Knows("mlspp");
        await training.CertifyTrainerAsync(trainer, "2024-10-07", "2024-10-11");
        (body["startsOn"], body["endsOn"], body["trainers"]) = (Day(-10), Day(2), new JsonArray(trainer));
        var course = (await (await training.Organizer.CreateAsync($"{TrainingFixture.Root}/courses", body)).JsonAsync())[
            "id"
        ]!.GetValue<Guid>();
        await training.Organizer.CreateAsync(
            $"{TrainingFixture.Root}/courses/{course}/sessions",
            new
            {
                number = 1,
                heldOn = Day(-5),
                topic = "Held",
            }
        );
        await training.AttendAsync(course, 1);

        await ConflictAsync(await training.NothingChangesAsync(() => training.CompleteAsync(course)), "course-not-over");

        static string Day(int offset) => DateTime.UtcNow.AddDays(offset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task An_unknown_course_cannot_be_completed()
    {
        var response = await training.NothingChangesAsync(() => training.CompleteAsync(Guid.NewGuid()));
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task An_enrolment_that_races_with_completion_is_assessed_or_refused()
    {
        var course = await training.GivenACourseAsync(sessions: 1);
        await training.AttendAsync(course, 1);
        var workers = Enumerable.Range(0, 6).Select(_ => training.Registry.Knows()).ToList();

        var completing = training.CompleteAsync(course);
        await Task.WhenAll([completing, .. workers.Select(worker => training.EnrolAsync(course, worker))]);
        Assert.Equal(HttpStatusCode.OK, (await completing).StatusCode);
        Assert.All(
            (await training.GetAsync($"/courses/{course}/enrolments"))["items"]!.AsArray(),
            enrolment => Assert.NotNull(enrolment!["completed"])
        );
    }

    private static async Task ConflictAsync(HttpResponseMessage response, string type)
    {
        Assert.Equal(HttpStatusCode.Conflict, response.StatusCode);
        Assert.Equal($"urn:socialservices:problem:{type}", (await response.JsonAsync())["type"]!.GetValue<string>());
    }
}
