using System.Collections.Concurrent;
using SocialServices.ProgrammeStory.Api;
using SocialServices.ProgrammeStory.Chapters;
using SocialServices.Stack.Tests.Running;
using SocialServices.Testing;

namespace SocialServices.Stack.Tests;

/// <summary>Services are killed at random while several workers refer people to one small site.</summary>
[Collection(RunningSystemCollection.Name)]
public sealed class ReferralKillTests(RunningSystem system)
{
    private const int People = 24;
    private const int Actors = 4;
    private const int Kills = 4;
    private const int Capacity = 5;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly string[] Killed = ["registry", "referrals"];
    private static readonly string[] Languages = ["tk"];
    private static readonly string[] TakesCapacity = ["accepted", "in-progress"];

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task While_services_are_killed_no_referral_is_lost_and_no_capacity_is_given_twice()
    {
        await system.StoryAsync();
        var random = new Random(20261130);
        var office = await system.Agencies.SomebodyOfAsync(system.Agencies.Cases, CancellationToken);
        var provider = system.Agencies.For("nrcs");
        var receiver = await system.Agencies.SomebodyOfAsync(provider, CancellationToken);
        var worker = (await system.Agencies.Programme.WorkersAsync("nrcs", CancellationToken)).First(w => w.Code is { Length: > 0 });
        var site = await provider.OpenSiteAsync(ASmallSite, CancellationToken);
        var queue = new ConcurrentQueue<(NewReferral Wanted, bool Stays)>();
        var cases = new ConcurrentDictionary<Guid, Guid>();
        foreach (var number in Enumerable.Range(1, People))
        {
            var (caseId, consentId) = await APersonAsync(office, number);
            cases[consentId] = caseId;
            queue.Enqueue(
                (
                    new(site.Id, "Invented: killed meanwhile.", "normal", consentId, FamiliesInNeed.SharedData, site.ServiceType),
                    number % 4 is 0
                )
            );
        }

        var told = new ConcurrentDictionary<Guid, string>(); // the last status of each referral that an answer has told
        using var done = CancellationTokenSource.CreateLinkedTokenSource(CancellationToken);
        var watched = WatchAsync(provider, site, done.Token);
        var actors = Enumerable.Range(0, Actors).Select(_ => ActAsync(office, receiver, worker.Id, cases, queue, told)).ToList();
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(200, 1500)), CancellationToken);
            var name = Killed[random.Next(Killed.Length)];
            await system.Resources.KillAsync(name);
            await system.Resources.StartAsync(name, CancellationToken);
        }

        await Task.WhenAll(actors).WaitAsync(Patience, CancellationToken);
        await done.CancelAsync();

        var (looks, overbooked) = await watched;
        Assert.InRange(looks, 10, int.MaxValue);
        Assert.Equal(0, overbooked);
        Assert.Equal(People, told.Count);
        var kept = (await office.ReferralsMadeAsync(CancellationToken)).Where(referral => cases.ContainsKey(referral.ConsentId)).ToList();
        Assert.Equal(
            told.OrderBy(pair => pair.Key),
            kept.ToDictionary(referral => referral.Id, referral => referral.Status).OrderBy(pair => pair.Key)
        );
        Assert.Contains(kept, referral => referral.Status is "completed");

        // The ledger comes to the same when it has heard of every end.
        var takes = kept.Count(referral => TakesCapacity.Contains(referral.Status));
        await Eventually.GetAsync(
            async () => (await provider.FindSiteAsync("nrcs", ASmallSite.Code, CancellationToken))!.Capacity,
            capacity => (capacity.Taken, capacity.Held) == (takes, 0),
            Patience
        );
    }

    /// <summary>Refers people one after the other, until nobody is left: requested, accepted, and most of them completed.</summary>
    private static async Task ActAsync(
        Agency office,
        Agency receiver,
        Guid worker,
        ConcurrentDictionary<Guid, Guid> cases,
        ConcurrentQueue<(NewReferral Wanted, bool Stays)> queue,
        ConcurrentDictionary<Guid, string> told
    )
    {
        while (queue.TryDequeue(out var next))
        {
            var wanted = next.Wanted;
            var referral = await InsistAsync(() => office.DraftReferralAsync(cases[wanted.ConsentId], wanted, CancellationToken), null);
            told[referral.Id] = referral.Status;
            foreach (
                var (move, to, side, body) in new (string, string, Agency, object?)[]
                {
                    ("request", "requested", office, null),
                    ("accept", "accepted", receiver, new { WorkerId = worker }),
                    ("complete", "completed", receiver, new { Outcome = "Invented: helped." }),
                }
            )
            {
                if (to is "completed" && next.Stays)
                {
                    break;
                }

                try
                {
                    var moved = await InsistAsync(
                        () => side.MoveAsync(referral, move, body, CancellationToken),
                        async () => await side.ReferralAsync(referral.Id, CancellationToken) is var now && now.Status == to ? now : null
                    );
                    told[referral.Id] = moved.Status;
                }
                catch (StoryException full) when (full.Message.Contains("no-capacity-free", StringComparison.Ordinal))
                {
                    break; // refused: it stays a draft
                }
            }
        }
    }

    /// <summary>Asks until the answer is definite. Where it was lost, looks whether the move was made.</summary>
    private static async Task<Referral> InsistAsync(Func<Task<Referral>> askAsync, Func<Task<Referral?>>? lookAsync)
    {
        for (var end = DateTime.UtcNow + Patience; ; await Task.Delay(300, CancellationToken))
        {
            try
            {
                return await askAsync();
            }
            catch (StoryException lost) when (DateTime.UtcNow < end && !lost.Message.Contains("no-capacity-free", StringComparison.Ordinal))
            {
                try
                {
                    if (lookAsync is not null && await lookAsync() is { } made)
                    {
                        return made;
                    }
                }
                catch (StoryException)
                {
                    // Away as well: asked again.
                }
            }
        }
    }

    /// <returns>How often the registry answered, and how often the site had more people than it can take.</returns>
    private static async Task<(int Looks, int Overbooked)> WatchAsync(Agency provider, Site site, CancellationToken cancellationToken)
    {
        var (looks, overbooked) = (0, 0);
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await Task.Delay(200, cancellationToken);
                var now = (await provider.FindSiteAsync("nrcs", site.Code!, cancellationToken))!.Capacity;
                looks++;
                overbooked += now.Held + now.Taken > Capacity || now.Free < 0 ? 1 : 0;
            }
            catch (Exception away) when (away is StoryException or OperationCanceledException)
            {
                // The registry is being killed, or all is done.
            }
        }

        return (looks, overbooked);
    }

    private static async Task<(Guid Case, Guid Consent)> APersonAsync(Agency office, int number)
    {
        var person = await office.RegisterServiceUserAsync(
            new(
                $"Synag{number}",
                "Öldürilenowa",
                "female",
                "TM-S-01",
                new DateOnly(1980, 1, 1).AddDays(number * 100),
                null,
                $"KILL-{number}"
            ),
            CancellationToken
        );
        var caseId = await office.OpenCaseAsync(person, CancellationToken);
        return (
            caseId,
            await office.GiveConsentAsync(
                caseId,
                new(["referral", "service-delivery"], ["nrcs"], FamiliesInNeed.SharedData, "self", new DateOnly(2021, 1, 1), null),
                CancellationToken
            )
        );
    }

    private static NewSite ASmallSite { get; } =
        new(
            "nrcs",
            "parents-with-addictions",
            "TM-S",
            new("Kiçi", "Малый", "Small"),
            Capacity,
            "active",
            "kill-site",
            new { languages = Languages }
        );
}
