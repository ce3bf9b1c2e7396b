using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests;

/// <summary>What a newcomer who ran courses by the API documents could do wrong, and was not told.</summary>
public sealed class NewcomerTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    private const string Root = TrainingFixture.Root;

    [Theory]
    [InlineData("""{"answers":[{"satisfaction":6,"topics":[]}]}""")]
    [InlineData("""{"answers":[{"satisfaction":5,"topics":[{"topic":"x","before":-4,"after":9}]}]}""")]
    [InlineData("""{"answers":[{"satisfaction":5,"topics":[{"topic":"Not A Code","before":1,"after":2}]}]}""")]
    public async Task Answers_of_a_survey_are_on_its_scale(string body)
    {
        var course = await training.GivenACourseAsync();
        await training.GivenAParticipantAsync(course);
        var refused = await training.NothingChangesAsync(() => training.PostTextAsync($"/courses/{course}/survey", body));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.StartsWith("answers[0].", Assert.Single((await refused.FieldsAsync()).Take(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Phases_and_modules_have_days_within_their_ranges()
    {
        var name = JsonNode.Parse("""{"tk":"Okuw","ru":"Обучение","en":"Training"}""")!;
        var phase = new JsonObject
        {
            ["name"] = name.DeepClone(),
            ["trainingDays"] = 0,
            ["fieldPracticeDays"] = -5,
        };
        var body = new JsonObject
        {
            ["name"] = name,
            ["phases"] = new JsonArray(phase),
            ["attendanceThreshold"] = 80,
            ["competence"] = "new-competence",
            ["issuers"] = new JsonArray("mlspp"),
            ["organizers"] = new JsonArray(),
            ["source"] = "A test.",
        };
        var refused = await training.NothingChangesAsync(() => training.Office.PutAsJsonAsync($"{Root}/programmes/new-one", body));
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(
            ["phases[0].fieldPracticeDays", "phases[0].trainingDays"],
            (await refused.FieldsAsync()).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task One_issuer_does_not_correct_a_name_under_the_signature_of_another()
    {
        var (_, number) = await training.GivenACertificateAsync();
        var body = new { name = "Somebody Else", reason = "Misspelt." };
        var refused = await training.NothingChangesAsync(() =>
            training.ClientOf("unodc").CreateAsync($"{Root}/certificates/{number}/correct", body)
        );
        var problem = await refused.JsonAsync();
        Assert.Equal("urn:socialservices:problem:signature-missing", problem["type"]!.GetValue<string>());
        Assert.Contains("mlspp", problem["title"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(
            HttpStatusCode.Created,
            (await training.Organizer.CreateAsync($"{Root}/certificates/{number}/correct", body)).StatusCode // unodc lets mlspp sign
        );
    }

    [Fact]
    public async Task A_recorded_result_is_not_changed_or_removed_without_a_reason()
    {
        var course = await training.GivenACourseAsync();
        var participant = await training.GivenAParticipantAsync(course, postTest: 50);
        var path = $"{Root}/courses/{course}/enrolments/{participant.EnrolmentId}/test-results";
        foreach (var body in (object[])[new { preTest = 40, postTest = 95 }, new { postTest = 50 }, new { preTest = 40 }])
        {
            var refused = await training.NothingChangesAsync(() => training.Organizer.PutAsJsonAsync(path, body));
            Assert.Equal(["reason"], await refused.FieldsAsync());
        }

        var nothing = await training.NothingChangesAsync(() => training.Organizer.PutAsJsonAsync(path, new { }));
        Assert.Equal(["preTest"], await nothing.FieldsAsync());
        var same = await training.Organizer.PutAsJsonAsync(path, new { preTest = 40, postTest = 50 });
        Assert.Equal(HttpStatusCode.OK, same.StatusCode);
    }

    [Fact]
    public async Task Nobody_attends_and_apologises()
    {
        var course = await training.GivenACourseAsync(sessions: 1);
        var participant = await training.GivenAParticipantAsync(course);
        var body = new { attended = new[] { participant.WorkerId }, apologised = new[] { participant.EnrolmentId } };
        var refused = await training.NothingChangesAsync(() =>
            training.Organizer.PutAsJsonAsync($"{Root}/courses/{course}/sessions/1/attendance", body)
        );
        Assert.Equal(["apologised"], await refused.FieldsAsync());
    }

    [Fact]
    public async Task A_session_that_was_held_is_not_cancelled()
    {
        var course = await training.GivenACourseAsync(sessions: 1);
        await training.AttendAsync(course, 1, (await training.GivenAParticipantAsync(course)).WorkerId);
        var refused = await training.NothingChangesAsync(() =>
            training.Organizer.CreateAsync($"{Root}/courses/{course}/sessions/1/cancel", new { reason = "Too few came." })
        );
        Assert.Equal("urn:socialservices:problem:session-held", (await refused.JsonAsync())["type"]!.GetValue<string>());
    }
}
