using SocialServices.ProgrammeStory.Api;
using SocialServices.ProgrammeStory.Data;

namespace SocialServices.ProgrammeStory.Chapters;

/// <summary>A waiting list moves, a consent is withdrawn, and referrals end in the ways that are rarer.</summary>
internal static class WaitingAndWithdrawing
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);
    private static readonly string[] Ended = ["completed", "failed", "cancelled", "entered-in-error"];

    public static async Task TellAsync(
        Agencies agencies,
        IReadOnlyDictionary<string, Site> sites,
        IReadOnlyDictionary<Participant, Worker> workers,
        CancellationToken cancellationToken
    )
    {
        var people = await FamiliesInNeed.TellAsync(
            agencies,
            sites,
            Turns.All,
            "More people come, and one site is full",
            cancellationToken
        );
        var office = await agencies.SomebodyOfAsync(agencies.Cases, cancellationToken);
        var known = (await office.ReferralsMadeAsync(cancellationToken)).ToDictionary(referral => referral.ConsentId);
        var turns = new List<Turn>();
        foreach (var person in people)
        {
            var site = sites[person.Member.Service];
            var receiver = await agencies.SomebodyOfAsync(agencies.For(site.Organization), cancellationToken);
            var worker = workers.First(pair => pair.Key.Person.Organization == site.Organization).Value;
            var referral =
                known.GetValueOrDefault(person.ConsentId) ?? await IntoTheServices.DraftAsync(office, person, site, cancellationToken);
            turns.Add(new Turn(office, receiver, worker, person, referral));
        }

        await MoveTheListAsync([.. turns.Where(turn => Turns.AtAFullSite.Members.Contains(turn.Person.Member))], cancellationToken);
        Turn Of(Family family) => turns.Single(turn => turn.Person.Member == family.Members[0]);
        await WithdrawAsync(Of(Turns.WhoWithdraws), cancellationToken);
        await Of(Turns.OnHold)
            .LeadAsync(
                cancellationToken,
                ("request", null),
                Of(Turns.OnHold).Accept,
                ("hold", new { Reason = "Invented: in hospital for two weeks." })
            );
        await Of(Turns.WithoutHelp)
            .LeadAsync(
                cancellationToken,
                ("request", null),
                Of(Turns.WithoutHelp).Accept,
                ("start", null),
                ("fail", new { ReasonCode = "moved-away", Reason = "Invented: the family moved to Mary." })
            );
        await Of(Turns.ByMistake)
            .LeadAsync(
                cancellationToken,
                ("request", null),
                ("enter-in-error", new { Reason = "Invented: meant for a person of the same name." })
            );
        Telling.Line("On hold, without help, by mistake, not yet sent", "one referral each");
    }

    /// <summary>The first completes; the capacity is offered to the second, who is accepted; the third goes on waiting.</summary>
    private static async Task MoveTheListAsync(IReadOnlyList<Turn> turns, CancellationToken cancellationToken)
    {
        var (first, second, third) = (turns[0], turns[1], turns[2]);
        if (!Ended.Contains(first.Referral.Status))
        {
            await first.LeadAsync(cancellationToken, ("request", null), first.Accept);
            await second.LeadAsync(cancellationToken, ("request", new { WaitIfFull = true }));
            await third.LeadAsync(cancellationToken, ("request", new { WaitIfFull = true }));
            await first.LeadAsync(cancellationToken, ("start", null), ("complete", new { Outcome = "Invented: back at school." }));
        }

        if (second.Referral.Status is "requested")
        {
            for (var end = DateTime.UtcNow + Deadline; ; await Task.Delay(Poll, cancellationToken))
            {
                var now = await second.Office.ReferralAsync(second.Referral.Id, cancellationToken);
                if (now.OfferedUntil is { } || now.WaitingSince is null)
                {
                    break;
                }

                if (DateTime.UtcNow > end)
                {
                    throw new StoryException($"{now.Number} waits for freed capacity and got none in {Deadline.TotalSeconds:0} s.");
                }
            }

            await second.LeadAsync(cancellationToken, second.Accept);
        }

        var waiting = await third.Office.ReferralAsync(third.Referral.Id, cancellationToken);
        Telling.Line(
            "A full site",
            $"{second.Referral.Number} waited and is {second.Referral.Status}; {waiting.Number} {(waiting.WaitingSince is null ? $"is {waiting.Status}" : "waits")}"
        );
    }

    private static async Task WithdrawAsync(Turn turn, CancellationToken cancellationToken)
    {
        if (!Ended.Contains(turn.Referral.Status))
        {
            await turn.LeadAsync(cancellationToken, ("request", null));
            await turn.Office.WithdrawConsentAsync(turn.Person.ConsentId, "Invented: does not wish it any more.", cancellationToken);
        }

        var after = await turn.Office.ReferralAsync(turn.Referral.Id, cancellationToken);
        Telling.Line("A consent is withdrawn", $"{after.Number} is {after.Status}, and the receiver reads nothing of the person any more");
    }

    /// <summary>A referral, and who acts for each of its sides.</summary>
    private sealed record Turn(Agency Office, Agency Receiver, Worker Worker, PersonInCare Person, Referral Referral)
    {
        private static readonly string[] Way = ["draft", "requested", "accepted", "in-progress", "on-hold", .. Ended];

        public Referral Referral { get; private set; } = Referral;
        public (string, object?) Accept => ("accept", new { WorkerId = Worker.Id });

        /// <summary>Makes those of the moves that lead further than the referral is.</summary>
        public async Task LeadAsync(CancellationToken cancellationToken, params (string Name, object? Body)[] moves)
        {
            foreach (var (name, body) in moves)
            {
                var (to, side) = name switch
                {
                    "request" => ("requested", Office),
                    "enter-in-error" => ("entered-in-error", Office),
                    "accept" => ("accepted", Receiver),
                    "start" => ("in-progress", Receiver),
                    "hold" => ("on-hold", Receiver),
                    "fail" => ("failed", Receiver),
                    _ => ("completed", Receiver),
                };
                if (Array.IndexOf(Way, Referral.Status) < Array.IndexOf(Way, to))
                {
                    Referral = Referral with { Status = (await side.MoveAsync(Referral, name, body, cancellationToken)).Status };
                }
            }
        }
    }
}
