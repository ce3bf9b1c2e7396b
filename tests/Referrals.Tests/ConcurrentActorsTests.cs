using System.Net;
using FsCheck;
using FsCheck.Fluent;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Referrals.Tests;

/// <summary>Both sides and the person act at once, in any order: the history is always a path of the diagram, and nothing is counted twice.</summary>
public sealed class ConcurrentActorsTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    private static readonly string[] Actions =
    [
        "request",
        "accept",
        "reject",
        "start",
        "hold",
        "complete",
        "fail",
        "cancel",
        "cancel-by-receiver",
        "enter-in-error",
        "withdraw",
    ];

    /// <summary>The arrows of the profile's diagram, written down here a second time; any open status ends with the consent.</summary>
    private static readonly HashSet<(string? From, string To)> Arrows =
    [
        (null, "draft"),
        ("draft", "requested"),
        ("requested", "accepted"),
        ("requested", "rejected"),
        ("accepted", "in-progress"),
        ("accepted", "on-hold"),
        ("on-hold", "in-progress"),
        ("accepted", "completed"),
        ("in-progress", "completed"),
        ("on-hold", "completed"),
        ("accepted", "failed"),
        ("in-progress", "failed"),
        ("on-hold", "failed"),
        ("draft", "cancelled"),
        ("requested", "cancelled"),
        ("accepted", "cancelled"),
        ("in-progress", "cancelled"),
        ("on-hold", "cancelled"),
    ];

    [Fact]
    public Task Whatever_happens_at_once_the_history_is_a_path_of_the_diagram() =>
        Task.Run(() =>
            Check.One(Config.QuickThrowOnFailure.WithMaxTest(12), Prop.ForAll(Rounds().ToArbitrary(), (Func<string[][], Task>)IsAPathAsync))
        );

    // The first round requests more often than not: most moves are possible only after it.
    private static Gen<string[][]> Rounds() =>
        Gen.Elements(Actions).ArrayOf(3).ArrayOf(5).Select(rounds => rounds.Prepend(["request"]).ToArray());

    private async Task IsAPathAsync(string[][] rounds)
    {
        var id = await app.ADraftAsync();
        var consent = (Guid)(await app.Requester.ReadAsync($"/referrals/{id}"))["referral"]!["consentId"]!;
        var worker = app.GivenAWorker();
        var (moved, ended) = (1, 0);
        foreach (var round in rounds)
        {
            var answers = await Task.WhenAll(round.Select(action => ActAsync(action, id, consent, worker)));
            Assert.All(answers, answer => Assert.True((int)answer.Status < 500, $"{answer.Action}: {answer.Status}"));
            moved += answers.Count(answer => answer.Status is HttpStatusCode.OK && answer.Action is not "withdraw");
            ended += answers.Where(answer => answer.Action is "withdraw").Sum(answer => answer.Ended);
        }

        var read = await app.Requester.ReadAsync($"/referrals/{id}");
        var history = read["history"]!.AsArray();
        string? before = null;
        foreach (var step in history)
        {
            var (from, to) = ((string?)step!["from"], (string)step["to"]!);
            Assert.Equal(before, from);
            Assert.True(Arrows.Contains((from, to)) || to is "entered-in-error", $"{from} → {to}");
            before = to;
        }

        Assert.Equal(moved + ended, history.Count);
        Assert.Equal(before, (string)read["referral"]!["status"]!);
        Assert.Equal(
            history.Count,
            await app.ScalarAsync<long>(
                $"select count(*) from outbox where type = 'referrals.referral-status-changed.v1' and data ->> 'referralId' = '{id}'"
            )
        );
        if (history.Any(step => (string)step!["to"]! is "accepted"))
        {
            Assert.Equal("taken", app.Peers.Reservations[id.ToString()].State);
        }
    }

    private async Task<(string Action, HttpStatusCode Status, int Ended)> ActAsync(string action, Guid id, Guid consent, Guid worker)
    {
        switch (action)
        {
            case "withdraw":
                var withdrawn = await app.Requester.ChangeAsync($"/consents/{consent}/withdraw", new { reason = "No more." });
                return (
                    action,
                    withdrawn.StatusCode,
                    withdrawn.IsSuccessStatusCode ? (await withdrawn.JsonAsync())["endedReferrals"]!.AsArray().Count : 0
                );
            case "cancel-by-receiver":
                return (action, (await app.Receiver.MoveAsync(id, "cancel")).StatusCode, 0);
            case "accept":
                return (action, (await app.Receiver.MoveAsync(id, "accept", new { workerId = worker })).StatusCode, 0);
            case "request" or "cancel" or "enter-in-error":
                return (action, (await app.Requester.MoveAsync(id, action)).StatusCode, 0);
            default:
                return (action, (await app.Receiver.MoveAsync(id, action)).StatusCode, 0);
        }
    }
}
