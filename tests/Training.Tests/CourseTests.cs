using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class CourseTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    private const string Courses = TrainingFixture.Root + "/courses";

    [Fact]
    public async Task A_course_that_was_scheduled_can_be_read_with_its_ETag()
    {
        var created = await training.Organizer.CreateAsync(Courses, training.ACourse());
        var read = await training.Organizer.GetAsync(created.Headers.Location);

        Assert.Equal(HttpStatusCode.Created, created.StatusCode);
        var course = await read.JsonAsync();
        Assert.Equal((await created.JsonAsync()).ToJsonString(), course.ToJsonString());
        Assert.Equal(
            ("planned", "in-person", "2021-05-31"),
            (course["state"]!.GetValue<string>(), course["mode"]!.GetValue<string>(), course["startsOn"]!.GetValue<string>())
        );
        Assert.NotNull(created.Headers.ETag);
        Assert.Equal(created.Headers.ETag, read.Headers.ETag);
    }

    [Fact]
    public async Task The_ETag_changes_with_the_number_of_participants()
    {
        var course = await training.GivenACourseAsync();
        var before = (await training.Organizer.GetAsync($"{Courses}/{course}")).Headers.ETag;
        await training.GivenAParticipantAsync(course);

        var after = await training.Organizer.GetAsync($"{Courses}/{course}");
        Assert.NotEqual(before, after.Headers.ETag);
        Assert.Equal(1, (await after.JsonAsync())["enrolled"]!.GetValue<int>());
    }

    [Theory]
    [InlineData("programme", "astronaut", "programme", 422)]
    [InlineData("organizer", "nobody", "organizer", 422)]
    [InlineData("endsOn", "2021-05-30", "endsOn", 422)]
    [InlineData("endsOn", "2023-05-30", "endsOn", 422)]
    [InlineData("place", "Ashgabat", "place", 400)]
    [InlineData("code", "with space", "code", 400)]
    [InlineData("code", null, "code", 400)]
    [InlineData("startsOn", "31.05.2021", "startsOn", 400)]
    [InlineData("mode", "by-post", "mode", 400)]
    [InlineData("mode", "0", "mode", 400)]
    [InlineData("colour", "red", "colour", 400)]
    public async Task A_field_that_cannot_be_is_named_and_nothing_changes(string field, string? value, string named, int status)
    {
        var body = training.ACourse();
        body[field] = value;
        var manager = training.App.Client("training.write programme.manage");

        var response = await training.NothingChangesAsync(() => manager.CreateAsync(Courses, body));
        Assert.Equal(status, (int)response.StatusCode);
        Assert.Equal([named], await response.FieldsAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1001)]
    public async Task Capacity_has_bounds(int capacity)
    {
        var response = await training.NothingChangesAsync(() =>
            training.Organizer.CreateAsync(Courses, training.ACourse(capacity: capacity))
        );
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["capacity"], await response.FieldsAsync());
    }

    [Fact]
    public async Task Over_long_strings_are_refused()
    {
        var body = training.ACourse();
        body["code"] = new string('x', 51);

        var response = await training.NothingChangesAsync(() => training.Organizer.CreateAsync(Courses, body));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["code"], await response.FieldsAsync());
    }

    [Fact]
    public async Task Unknown_funders_and_trainers_are_named_with_their_index()
    {
        var body = training.ACourse();
        body["funders"] = new JsonArray("usaid", "nobody");
        body["trainers"] = new JsonArray(training.Trainer, Guid.NewGuid());

        var response = await training.NothingChangesAsync(() => training.Organizer.CreateAsync(Courses, body));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(["funders[1]", "trainers[1]"], await response.FieldsAsync());
    }

    [Fact]
    public async Task The_registry_is_asked_twice_however_many_funders_and_trainers_there_are()
    {
        var body = training.ACourse();
        body["funders"] = new JsonArray("usaid", "undp", "unodc", "nrcs", "yenme");
        var calls = training.Registry.Calls;

        using var response = await training.Organizer.CreateAsync(Courses, body);

        Assert.Equal(HttpStatusCode.Created, response.StatusCode);
        Assert.Equal(2, training.Registry.Calls - calls);
    }

    [Fact]
    public async Task A_funder_that_cannot_be_a_code_is_named_as_unknown()
    {
        var body = training.ACourse();
        body["funders"] = new JsonArray("usaid", new string('x', 51), "", "a\tb");

        var response = await training.NothingChangesAsync(() => training.Organizer.CreateAsync(Courses, body));

        Assert.Equal(["funders[1]", "funders[2]", "funders[3]"], await response.FieldsAsync());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"programme": "strong-families-facilitators", "programme": "treatnet-family"}""")]
    public async Task Malformed_JSON_is_refused_with_a_problem(string body)
    {
        var response = await training.NothingChangesAsync(() => training.PostTextAsync("/courses", body));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.NotEmpty(await response.FieldsAsync());
    }

    [Fact]
    public async Task A_code_is_given_once()
    {
        var body = training.ACourse();
        Assert.Equal(HttpStatusCode.Created, (await training.Organizer.CreateAsync(Courses, body)).StatusCode);

        var again = await training.NothingChangesAsync(() => training.Organizer.CreateAsync(Courses, body));
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Equal("urn:socialservices:problem:course-code-taken", (await again.JsonAsync())["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_repeated_request_gets_the_first_answer_and_makes_no_second_course()
    {
        var (body, key) = (training.ACourse(), Guid.NewGuid().ToString());
        var first = await training.Organizer.PostAsync(Courses, body, key);
        var second = await training.NothingChangesAsync(() => training.Organizer.PostAsync(Courses, body, key));

        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await second.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.Location, second.Headers.Location);
    }

    [Fact]
    public async Task Without_an_idempotency_key_nothing_is_created()
    {
        var response = await training.NothingChangesAsync(() => training.Organizer.PostAsJsonAsync(Courses, training.ACourse()));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(["Idempotency-Key"], await response.FieldsAsync(), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Courses_are_found_by_code_and_programme_and_come_in_pages()
    {
        var body = training.ACourse("treatnet-family");
        await training.Organizer.CreateAsync(Courses, body);
        await training.GivenACourseAsync("treatnet-family");
        await training.GivenACourseAsync("treatnet-family");

        var found = await training.GetAsync($"/courses?code={body["code"]}");
        Assert.Equal(body["code"]!.GetValue<string>(), Assert.Single(found["items"]!.AsArray())!["code"]!.GetValue<string>());

        var seen = new List<string>();
        var next = $"/courses?programme=treatnet-family&organizer=mlspp&limit=2";
        for (var pages = 1; ; pages++)
        {
            var page = await training.GetAsync(next);
            seen.AddRange(page["items"]!.AsArray().Select(course => course!["id"]!.GetValue<string>()));
            if (page["after"] is not { } after)
            {
                Assert.Equal(2, pages);
                break;
            }

            next = $"/courses?programme=treatnet-family&organizer=mlspp&limit=2&after={after}";
        }

        Assert.Equal(3, seen.Distinct().Count());
        Assert.Equal(3, seen.Count);
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=201", "limit")]
    [InlineData("after=nonsense!", "after")]
    [InlineData("after=Zm9v", "after")]
    [InlineData("code=%00", "code")]
    public async Task A_list_that_cannot_be_is_refused(string query, string field)
    {
        var response = await training.Organizer.GetAsync($"{Courses}?{query}");
        Assert.InRange((int)response.StatusCode, 400, 422);
        Assert.Equal([field], await response.FieldsAsync());
    }

    [Fact]
    public async Task An_unknown_course_is_not_found() =>
        Assert.Equal(HttpStatusCode.NotFound, (await training.Organizer.GetAsync($"{Courses}/{Guid.NewGuid()}")).StatusCode);
}
