using System.Net;
using System.Text;
using SocialServices.Testing;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class RosterTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    [Fact]
    public async Task Good_rows_are_enrolled_and_every_other_one_is_named_with_its_line()
    {
        var course = await training.GivenACourseAsync(capacity: 2);
        var own = Enumerable.Range(0, 3).Select(_ => training.Registry.Knows()).ToList();
        var (stranger, inactive) = (training.Registry.Knows("yenme"), training.Registry.Knows(active: false));
        var file =
            $"workerId\r\n{own[0]}\r\nnobody\r\n{own[1]}\r\n{stranger}\r\n{own[0]}\r\n{inactive}\r\n{Guid.NewGuid()}\r\n{own[2]}\r\n";

        var tried = await training.NothingEnrolledAsync(course, () => SendAsync(course, file, dryRun: true));
        var answer = await (await SendAsync(course, file)).JsonAsync();
        Assert.Equal((2, 1), (answer["enrolled"]!.GetValue<int>(), answer["waiting"]!.GetValue<int>()));
        Assert.Equal([3, 5, 6, 7, 8], answer["rejected"]!.AsArray().Select(row => row!["line"]!.GetValue<int>()));
        Assert.Equal(answer["rejected"]!.ToJsonString(), (await tried.JsonAsync())["rejected"]!.ToJsonString());
        Assert.Equal( // one answer for who is not there and who is not yours
            answer["rejected"]![1]!["reason"]!.GetValue<string>(),
            answer["rejected"]![4]!["reason"]!.GetValue<string>()
        );
        Assert.Equal(2, (await training.GetAsync($"/courses/{course}"))["enrolled"]!.GetValue<int>());
    }

    [Fact]
    public async Task Ten_thousand_rows_with_errors_are_answered_row_by_row_and_one_more_is_refused()
    {
        var course = await training.GivenACourseAsync();
        var rows = string.Concat(Enumerable.Range(0, 10_000).Select(row => row % 2 == 0 ? $"{Guid.NewGuid()}\n" : "broken\n"));
        var answer = await (await SendAsync(course, $"workerId\n{rows}")).JsonAsync();
        Assert.Equal(10_000, answer["rejected"]!.AsArray().Count);

        var tooMany = await SendAsync(course, $"workerId\n{rows}more\n");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, tooMany.StatusCode);
        var tooLarge = await SendAsync(course, new string('x', 1024 * 1024 + 1));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("name\nx\n")]
    public async Task A_file_without_the_column_is_refused(string file)
    {
        var course = await training.GivenACourseAsync();
        var response = await SendAsync(course, file);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(["body"], await response.FieldsAsync());
    }

    private Task<HttpResponseMessage> SendAsync(Guid course, string file, bool dryRun = false)
    {
        var request = new HttpRequestMessage(
            HttpMethod.Post,
            $"{TrainingFixture.Root}/courses/{course}/roster?dryRun={(dryRun ? "true" : "false")}"
        )
        {
            Content = new StringContent(file, Encoding.UTF8, "text/csv"),
        };
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        return training.ClientOf("nrcs").SendAsync(request);
    }
}

internal static class Enrolled
{
    public static async Task<HttpResponseMessage> NothingEnrolledAsync(
        this TrainingFixture training,
        Guid course,
        Func<Task<HttpResponseMessage>> sendAsync
    )
    {
        var before = (await training.GetAsync($"/courses/{course}/enrolments")).ToJsonString();
        var response = await sendAsync();
        Assert.Equal(before, (await training.GetAsync($"/courses/{course}/enrolments")).ToJsonString());
        return response;
    }
}
