using System.Net.Http.Json;
using Grpc.Core;
using SocialServices.Contracts.Training.V1;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class QualificationTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    private const string Competence = "treatnet-family";

    [Fact]
    public async Task Answers_come_in_the_order_asked_with_the_certificate_that_proves_it()
    {
        var (holder, number) = await training.GivenACertificateAsync(Competence);
        var stranger = Guid.NewGuid();

        var answers = await CheckAsync(
            Ask(holder.WorkerId, "2021-07-05"),
            Ask(holder.WorkerId, "2021-07-06"),
            Ask(stranger, "2021-07-06"),
            Ask(holder.WorkerId, "2024-07-05"),
            Ask(holder.WorkerId, "2024-07-06"),
            Ask(holder.WorkerId, "2022-01-01", "another")
        );
        Assert.Equal([false, true, false, true, false, false], answers.Select(answer => answer.Held));
        Assert.Equal((number, "2024-07-05"), (answers[1].CertificateNumber, answers[1].ValidUntil));
        Assert.Equal(("", "", stranger.ToString()), (answers[2].CertificateNumber, answers[2].ValidUntil, answers[2].WorkerId));
    }

    [Fact]
    public async Task A_revoked_certificate_counts_for_the_days_before()
    {
        var (holder, number) = await training.GivenACertificateAsync("strong-families-facilitators");
        await training.Organizer.PostAsJsonAsync(
            $"{TrainingFixture.Root}/certificates/{number}/revoke",
            new { reason = "superseded", text = "New one." }
        );
        var today = TimeProvider.System.Today();

        var answers = await CheckAsync(
            Ask(holder.WorkerId, $"{today:yyyy-MM-dd}", "strong-families-facilitation"),
            Ask(holder.WorkerId, $"{today.AddDays(-2):yyyy-MM-dd}", "strong-families-facilitation")
        );
        Assert.Equal([false, true], answers.Select(answer => answer.Held));
        Assert.Equal("", answers[1].ValidUntil);
    }

    [Theory]
    [InlineData("not-an-id", "2021-07-06")]
    [InlineData("0197c7a2-7b1c-7000-8000-000000000000", "06.07.2021")]
    [InlineData("0197c7a2-7b1c-7000-8000-000000000000", "2021-13-01")]
    [InlineData("0197c7a2-7b1c-7000-8000-000000000000", "")]
    public async Task A_malformed_question_is_refused(string worker, string day)
    {
        var refused = await Assert.ThrowsAsync<RpcException>(() =>
            CheckAsync(
                new Question
                {
                    WorkerId = worker,
                    Competence = Competence,
                    OnDate = day,
                }
            )
        );
        Assert.Equal(StatusCode.InvalidArgument, refused.StatusCode);
        Assert.Contains("questions[0]", refused.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_most_1000_questions_are_answered_at_once()
    {
        var many = Enumerable.Range(0, 1001).Select(_ => Ask(Guid.NewGuid(), "2021-07-06")).ToArray();
        Assert.Equal(1000, (await CheckAsync(many[1..])).Count);
        Assert.Equal(StatusCode.InvalidArgument, (await Assert.ThrowsAsync<RpcException>(() => CheckAsync(many))).StatusCode);
        Assert.Empty(await CheckAsync());
    }

    [Theory]
    [InlineData(null, StatusCode.Unauthenticated)]
    [InlineData("training.write registry.read", StatusCode.PermissionDenied)]
    public async Task Only_who_may_read_training_gets_an_answer(string? scopes, StatusCode status)
    {
        var client = new Qualifications.QualificationsClient(training.App.Grpc(scopes));
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await client.CheckAsync(new CheckRequest()));
        Assert.Equal(status, refused.StatusCode);
    }

    private static Question Ask(Guid worker, string day, string competence = Competence) =>
        new()
        {
            WorkerId = worker.ToString(),
            Competence = competence,
            OnDate = day,
        };

    private async Task<IList<Answer>> CheckAsync(params Question[] questions)
    {
        var client = new Qualifications.QualificationsClient(training.App.Grpc("training.read"));
        return (await client.CheckAsync(new CheckRequest { Questions = { questions } })).Answers;
    }
}
