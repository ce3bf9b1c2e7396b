using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SocialServices.Testing;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class EnrolmentTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    [Fact]
    public async Task A_worker_is_enrolled_with_the_coarse_facts_that_the_registry_gives()
    {
        var course = await training.GivenACourseAsync();
        var worker = training.Registry.Knows("yenme", sex: "male", ageBand: "18-24");
        Assert.Equal(HttpStatusCode.Created, (await training.EnrolAsync(course, worker, "yenme")).StatusCode);

        var seen = await training.GetAsync($"/courses/{course}/enrolments", training.ClientOf("yenme"));
        var enrolment = Assert.Single(seen["items"]!.AsArray())!;
        Assert.Equal(
            (worker, "yenme", "male", "18-24", "TM-S-02", false),
            (
                enrolment["workerId"]!.GetValue<Guid>(),
                enrolment["organization"]!.GetValue<string>(),
                enrolment["sex"]!.GetValue<string>(),
                enrolment["ageBand"]!.GetValue<string>(),
                enrolment["place"]!.GetValue<string>(),
                enrolment["disability"]!.GetValue<bool>()
            )
        );
        Assert.StartsWith("Bearer ", training.Registry.LastAuthorization, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_worker_whom_nobody_has_asked_about_a_disability_is_not_counted_as_having_none()
    {
        var course = await training.GivenACourseAsync();
        await training.EnrolAsync(course, training.Registry.Knows("yenme", disabilityAsked: false), "yenme");

        var seen = await training.GetAsync($"/courses/{course}/enrolments", training.ClientOf("yenme"));
        Assert.Null(Assert.Single(seen["items"]!.AsArray())!["disability"]);
        Assert.Equal("female", seen["items"]![0]!["sex"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_worker_whom_the_registry_does_not_know_is_refused()
    {
        var course = await training.GivenACourseAsync();
        await RefusedAsync(course, Guid.NewGuid(), "nrcs", "workerId");
    }

    [Fact]
    public async Task A_worker_who_is_not_active_is_refused()
    {
        var course = await training.GivenACourseAsync();
        await RefusedAsync(course, training.Registry.Knows(active: false), "nrcs", "workerId");
    }

    [Fact]
    public async Task A_worker_of_another_organization_is_refused_as_one_who_does_not_exist()
    {
        var course = await training.GivenACourseAsync();
        var stranger = await training.EnrolAsync(course, training.Registry.Knows("yenme"), "nrcs");
        var nobody = await training.EnrolAsync(course, Guid.NewGuid(), "nrcs");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, stranger.StatusCode);
        Assert.Equal((await nobody.JsonAsync())["errors"]!.ToJsonString(), (await stranger.JsonAsync())["errors"]!.ToJsonString());
    }

    [Fact]
    public async Task Only_the_employer_or_the_office_enrols_not_the_organizer()
    {
        var course = await training.GivenACourseAsync();
        var worker = training.Registry.Knows("yenme");
        var (path, body) = ($"{TrainingFixture.Root}/courses/{course}/enrolments", new { workerId = worker, organization = "yenme" });
        var refused = await training.NothingChangesAsync(() => training.Organizer.CreateAsync(path, body));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await training.Office.CreateAsync(path, body)).StatusCode);
    }

    [Fact]
    public async Task A_worker_takes_part_once_also_when_enrolled_twice_at_once()
    {
        var course = await training.GivenACourseAsync();
        var worker = training.Registry.Knows();
        var responses = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => training.EnrolAsync(course, worker)));

        Assert.Single(responses, response => response.StatusCode is HttpStatusCode.Created);
        Assert.Equal(3, responses.Count(response => response.StatusCode is HttpStatusCode.Conflict));
        Assert.Equal(1, (await training.GetAsync($"/courses/{course}"))["enrolled"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_last_seats_are_given_to_those_who_ask_first_and_the_others_wait_in_their_order()
    {
        var course = await training.GivenACourseAsync(capacity: 3);
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => EnrolAndReadAsync(course)));

        Assert.Equal(3, answers.Count(answer => answer["state"]!.GetValue<string>() is "enrolled"));
        var waiting = answers.Where(answer => answer["state"]!.GetValue<string>() is "waiting").ToList();
        Assert.Equal([1, 2, 3, 4, 5], waiting.Select(answer => answer["waitingNumber"]!.GetValue<int>()).Order());
        Assert.Equal(3, (await training.GetAsync($"/courses/{course}"))["enrolled"]!.GetValue<int>());
    }

    [Fact]
    public async Task Who_has_waited_longest_moves_up_when_a_seat_is_free()
    {
        var course = await training.GivenACourseAsync(capacity: 1);
        var first = await EnrolAndReadAsync(course);
        var second = await EnrolAndReadAsync(course);
        await EnrolAndReadAsync(course);

        var path = $"{TrainingFixture.Root}/courses/{course}/enrolments/{first["id"]}/withdraw";
        var withdrawn = await training.ClientOf("nrcs").CreateAsync(path, new { reason = "Has another duty." });
        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        var states = (await training.GetAsync($"/courses/{course}/enrolments"))["items"]!.AsArray();
        Assert.Equal(["withdrawn", "enrolled", "waiting"], states.Select(enrolment => enrolment!["state"]!.GetValue<string>()));
        Assert.Equal(second["id"]!.GetValue<Guid>(), states[1]!["id"]!.GetValue<Guid>());
        Assert.Equal(1, (await training.GetAsync($"/courses/{course}"))["enrolled"]!.GetValue<int>());

        var stranger = await training.NothingChangesAsync(() =>
            training
                .ClientOf("yenme")
                .CreateAsync($"{TrainingFixture.Root}/courses/{course}/enrolments/{second["id"]}/withdraw", new { reason = "Not mine." })
        );
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
    }

    [Fact]
    public async Task A_repeated_request_enrols_once()
    {
        var course = await training.GivenACourseAsync();
        var (path, key, body) = (
            $"{TrainingFixture.Root}/courses/{course}/enrolments",
            Guid.NewGuid().ToString(),
            new { workerId = training.Registry.Knows(), organization = "nrcs" }
        );
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => training.ClientOf("nrcs").PostAsync(path, body, key)));

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()))).Distinct());
        Assert.Equal(1, (await training.GetAsync($"/courses/{course}"))["enrolled"]!.GetValue<int>());
    }

    [Fact]
    public async Task The_warning_comes_as_soon_as_the_threshold_is_out_of_reach()
    {
        var course = await training.GivenACourseAsync(sessions: 5);
        var participant = await training.GivenAParticipantAsync(course);

        await training.AttendAsync(course, 1);
        Assert.False(await IsOutOfReachAsync());
        await training.AttendAsync(course, 2);
        Assert.True(await IsOutOfReachAsync());
        await training.AttendAsync(course, 2, participant.WorkerId); // the list was wrong
        Assert.False(await IsOutOfReachAsync());

        async Task<bool> IsOutOfReachAsync() =>
            (await training.GetAsync($"/courses/{course}/enrolments"))["items"]![0]!["thresholdOutOfReach"]!.GetValue<bool>();
    }

    [Theory]
    [InlineData(101)]
    [InlineData(-1)]
    public async Task A_test_result_is_a_percentage(int postTest)
    {
        var course = await training.GivenACourseAsync();
        var participant = await training.GivenAParticipantAsync(course);

        var response = await training.NothingChangesAsync(() =>
            training.Organizer.PutAsJsonAsync(
                $"{TrainingFixture.Root}/courses/{course}/enrolments/{participant.EnrolmentId}/test-results",
                new { postTest }
            )
        );
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["postTest"], await response.FieldsAsync());
    }

    [Fact]
    public async Task Test_results_may_be_corrected()
    {
        var course = await training.GivenACourseAsync();
        var participant = await training.GivenAParticipantAsync(course, postTest: 50);
        await training.Organizer.PutAsJsonAsync(
            $"{TrainingFixture.Root}/courses/{course}/enrolments/{participant.EnrolmentId}/test-results",
            new
            {
                preTest = 0,
                postTest = 100,
                reason = "Marked anew.",
            }
        );

        var enrolment = (await training.GetAsync($"/courses/{course}/enrolments"))["items"]![0]!;
        Assert.Equal((0, 100), (enrolment["preTest"]!.GetValue<int>(), enrolment["postTest"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Test_results_of_a_stranger_are_not_found()
    {
        var (course, other) = (await training.GivenACourseAsync(), await training.GivenACourseAsync());
        var stranger = await training.GivenAParticipantAsync(other);
        var response = await training.NothingChangesAsync(() =>
            training.Organizer.PutAsJsonAsync(
                $"{TrainingFixture.Root}/courses/{course}/enrolments/{stranger.EnrolmentId}/test-results",
                new { postTest = 90 }
            )
        );
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task An_organization_sees_its_own_participants_and_the_organizer_sees_all()
    {
        var course = await training.GivenACourseAsync();
        await training.GivenAParticipantAsync(course, "nrcs");
        await training.GivenAParticipantAsync(course, "yenme");

        Assert.Equal(["nrcs", "yenme"], await SeenByAsync("mlspp"));
        Assert.Equal(["yenme"], await SeenByAsync("yenme"));
        Assert.Empty(await SeenByAsync("keyik-okara"));

        async Task<IEnumerable<string>> SeenByAsync(string organization)
        {
            var response = await training
                .App.Client("training.read", organization)
                .GetAsync($"{TrainingFixture.Root}/courses/{course}/enrolments");
            return (await response.JsonAsync())["items"]!
                .AsArray()
                .Select(enrolment => enrolment!["organization"]!.GetValue<string>())
                .Order();
        }
    }

    [Fact]
    public async Task Reading_the_participants_is_audited()
    {
        var course = await training.GivenACourseAsync();
        await training.GetAsync($"/courses/{course}/enrolments");

        var reads = await training.App.InDatabaseAsync(db =>
            db.Database.SqlQuery<int>(
                    $"""select count(*)::int as "Value" from audit_entries where action = 'list participants' and detail = {$"course/{course}"} and client = 'client-of-mlspp'"""
                )
                .SingleAsync()
        );
        Assert.Equal(1, reads);
    }

    private async Task<JsonNode> EnrolAndReadAsync(Guid course)
    {
        var response = await training.EnrolAsync(course, training.Registry.Knows());
        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        return await response.JsonAsync();
    }

    private async Task RefusedAsync(Guid course, Guid worker, string organization, string field)
    {
        var response = await training.NothingChangesAsync(() => training.EnrolAsync(course, worker, organization));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal([field], await response.FieldsAsync());
    }
}
