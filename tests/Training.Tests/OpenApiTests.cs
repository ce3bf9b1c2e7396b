using System.Text.Json.Nodes;
using SocialServices.ServiceDefaults.Access;
using SocialServices.Testing;
using SocialServices.Testing.Schemas;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class OpenApiTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    [Fact]
    public async Task Every_operation_describes_its_own_request()
    {
        var document = await (await training.App.Client(null).GetAsync("/openapi/v1.json")).JsonAsync();
        var course = Schema(document, document["paths"]!["/api/v1/training/courses"]!["post"]!);
        var session = Schema(document, document["paths"]!["/api/v1/training/courses/{id}/sessions"]!["post"]!);

        Assert.Contains("capacity", course["properties"]!.AsObject().Select(property => property.Key));
        Assert.Contains("topic", session["properties"]!.AsObject().Select(property => property.Key));
    }

    [Fact]
    public async Task Every_example_is_valid_by_its_own_schema() =>
        await (await DocumentedAnswers.OfAsync(training.App.Client(null))).AddExamples().AssertValidAsync();

    [Fact]
    public async Task Every_request_has_an_example_every_answer_a_media_type_and_every_write_its_refusals()
    {
        var document = await (await training.App.Client(null).GetAsync("/openapi/v1.json")).JsonAsync();
        var gaps = new List<string>();
        foreach (var (path, method, operation) in OperationsOf(document))
        {
            var answers = operation["responses"]!.AsObject();
            Add(operation["requestBody"]?["content"]?["application/json"] is { } body && body["example"] is null, "example");
            Add(answers.Any(a => a.Key is "200" or "201" && a.Value!["content"] is null), "media type");
            Add(answers.ContainsKey("412") != Takes(operation, "If-Match"), "412 with If-Match");
            Add(Takes(operation, "Idempotency-Key") && !answers.ContainsKey("422"), "422 when the key is used again");
            Add(path.Contains("/courses/{id}", StringComparison.Ordinal) && !answers.ContainsKey("404"), "404 of a course");
            Add(path.Contains("/courses/{id}", StringComparison.Ordinal) && method is not "get" && !answers.ContainsKey("409"), "409");

            void Add(bool missing, string what) => gaps.AddRange(missing ? [$"{method} {path}: {what}"] : []);
        }

        Assert.Empty(gaps);
    }

    [Fact]
    public async Task Every_get_operation_answers_as_documented()
    {
        var (holder, number) = await training.GivenACertificateAsync();
        var course = await training.GivenACourseAsync();
        await training.GivenAParticipantAsync(course);
        (
            await training.Organizer.CreateAsync(
                $"{TrainingFixture.Root}/courses/{course}/sessions",
                new
                {
                    number = 1,
                    heldOn = "2021-06-01",
                    topic = "Stress and families",
                    startsAt = "09:00:00",
                    endsAt = "16:30:00",
                }
            )
        ).EnsureSuccessStatusCode();

        var answers = await DocumentedAnswers.OfAsync(training.App.Client(null));
        foreach (
            var path in new[]
            {
                "programmes",
                "programmes/strong-families-facilitators",
                "courses",
                $"courses/{course}",
                $"courses/{course}/sessions",
                $"courses/{course}/enrolments",
                $"certificates?workerId={holder.WorkerId}",
                $"certificates/{number}",
                $"courses/{course}/history",
                $"courses/{course}/survey",
                $"courses/{course}/field-practice",
                $"courses/{course}/cascade",
                "supervision-sessions",
                $"observations?workerId={holder.WorkerId}",
            }
        )
        {
            await answers.AddAsync(await training.Organizer.GetAsync($"{TrainingFixture.Root}/{path}"));
        }

        using var auditor = training.App.Client("audit.read training.read", person: new ActingPerson(Guid.CreateVersion7()));
        foreach (var path in new[] { "audit", "audit/own" })
        {
            await answers.AddAsync(await auditor.GetAsync($"{TrainingFixture.Root}/{path}?limit=5"));
        }

        var link = new Uri((await training.GetAsync($"/certificates/{number}"))["holderLink"]!.GetValue<string>()).AbsolutePath;
        var anonymous = training.App.Client(null);
        var token = await anonymous.GetStringAsync($"{link}/credential.jwt");
        var header = JsonNode.Parse(Microsoft.IdentityModel.Tokens.Base64UrlEncoder.Decode(token.Split('.')[0]))!;
        anonymous.DefaultRequestHeaders.Accept.ParseAdd("application/json");
        await answers.AddAsync(await anonymous.GetAsync($"/verify/{number}"));
        await answers.AddAsync(await anonymous.GetAsync(link));
        await answers.AddAsync(await anonymous.GetAsync("/verify/issuers/mlspp"));
        await answers.AddAsync(await anonymous.GetAsync(new Uri(header["kid"]!.GetValue<string>()).AbsolutePath));

        Assert.Empty(answers.Unanswered);
        await answers.AssertValidAsync();
    }

    private static IEnumerable<(string Path, string Method, JsonNode Operation)> OperationsOf(JsonNode document) =>
        document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Select(o => (path.Key, o.Key, o.Value!)));

    private static bool Takes(JsonNode operation, string header) =>
        operation["parameters"]?.AsArray().Any(parameter => (string?)parameter!["name"] == header) is true;

    private static JsonNode Schema(JsonNode document, JsonNode operation)
    {
        var reference = operation["requestBody"]!["content"]!["application/json"]!["schema"]!["$ref"]!.GetValue<string>();
        return document["components"]!["schemas"]![reference.Split('/')[^1]]!;
    }

    [Fact]
    public async Task Every_operation_says_what_it_answers() => await DocumentedSuccess.AssertToldAsync(training.App.Client(null));

    [Fact]
    public async Task No_operation_ignores_a_query_parameter_and_HEAD_works_wherever_GET_does() =>
        Assert.Empty(await ApiConventions.FindFaultsAsync(training.App.Client(string.Join(' ', Scopes.All)), "/"));
}
