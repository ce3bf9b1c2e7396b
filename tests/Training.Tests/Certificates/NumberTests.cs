using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using SocialServices.Testing;
using SocialServices.Training.Certificates;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests.Certificates;

public sealed class NumberTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    [Fact]
    public async Task Numbers_have_no_gaps_under_concurrency_and_after_what_was_rolled_back()
    {
        var courses = new List<Guid>();
        for (var i = 0; i < 6; i++)
        {
            var course = await training.GivenACourseAsync(sessions: 1);
            var first = await training.GivenAParticipantAsync(course, postTest: 90);
            var second = await training.GivenAParticipantAsync(course, postTest: 90);
            await training.AttendAsync(course, 1, first.WorkerId, second.WorkerId);
            courses.Add(course);
        }

        var before = await LastAsync();
        var rolledBack = RollBackAsync();
        var answers = await Task.WhenAll(courses.SelectMany(course => new[] { course, course }).Select(training.CompleteAsync));
        await rolledBack;

        var completed = answers.Where(answer => answer.StatusCode is HttpStatusCode.OK).ToList();
        Assert.Equal(6, completed.Count); // each course once
        var numbers = new List<string>();
        foreach (var answer in completed)
        {
            numbers.AddRange(
                (await answer.JsonAsync())["participants"]!.AsArray().Select(p => p!["certificateNumber"]!.GetValue<string>())
            );
        }

        var running = numbers.Select(number => int.Parse(number.Split('-')[^1], CultureInfo.InvariantCulture)).Order().ToList();
        Assert.Equal(Enumerable.Range(before + 1, 12), running);

        Task<int> LastAsync() =>
            training.App.InDatabaseAsync(db =>
                db.Set<CertificateCounter>()
                    .Where(c => c.Prefix == "mlspp" && c.Year == 2021)
                    .Select(c => c.Last)
                    .SingleOrDefaultAsync(CancellationToken.None)
            );

        async Task RollBackAsync()
        {
            for (var i = 0; i < 5; i++)
            {
                await training.App.InDatabaseAsync(async db =>
                {
                    await using var transaction = await db.Database.BeginTransactionAsync();
                    Assert.Equal(3, (await CertificateNumbers.TakeAsync(db, "mlspp", 2021, 3, CancellationToken.None)).Count);
                    return 0; // without a commit
                });
            }
        }
    }

    [Theory]
    [InlineData("upper", "MLSPP-")]
    [InlineData("lower", "mlspp-")]
    public async Task A_number_is_found_without_hyphens_with_other_dashes_and_in_any_case(string _, string prefix)
    {
        var (_, number) = await training.GivenACertificateAsync();
        var typed = prefix + number["MLSPP-".Length..];
        foreach (
            var variant in (string[])
                [typed, typed.Replace("-", "", StringComparison.Ordinal), typed.Replace('-', '–'), typed.Replace('-', ' ')]
        )
        {
            var found = await training.GetAsync($"/certificates/{Uri.EscapeDataString(variant)}");
            Assert.Equal(number, found["number"]!.GetValue<string>());
            var check = await training.App.Client(null).GetAsync($"/verify/{Uri.EscapeDataString(variant)}");
            Assert.Equal(HttpStatusCode.OK, check.StatusCode);
        }
    }
}
