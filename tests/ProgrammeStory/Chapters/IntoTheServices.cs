using SocialServices.ProgrammeStory.Api;
using SocialServices.ProgrammeStory.Data;

namespace SocialServices.ProgrammeStory.Chapters;

/// <summary>The people are referred; the providers answer with workers who hold a certificate.</summary>
internal static class IntoTheServices
{
    /// <summary>The way of a referral that is not rejected; at each place the move that leads on.</summary>
    private static readonly string[] Way = ["draft", "requested", "accepted", "in-progress", "completed"];

    public static async Task TellAsync(
        Agencies agencies,
        IReadOnlyList<PersonInCare> people,
        IReadOnlyDictionary<string, Site> sites,
        IReadOnlyDictionary<Participant, Worker> workers,
        CancellationToken cancellationToken
    )
    {
        Telling.Chapter("They are referred into the services");
        var office = await agencies.SomebodyOfAsync(agencies.Cases, cancellationToken);
        var known = (await office.ReferralsMadeAsync(cancellationToken)).ToDictionary(referral => referral.ConsentId);
        foreach (var organization in people.Select(person => sites[person.Member.Service].Organization).Distinct())
        {
            await agencies.Programme.RecordAgreementAsync(organization, cancellationToken);
        }

        var moves = 0;
        foreach (var (index, person) in people.Index())
        {
            var site = sites[person.Member.Service];
            var referral = known.GetValueOrDefault(person.ConsentId) ?? await DraftAsync(office, person, site, cancellationToken);
            var staff = workers.Where(pair => pair.Key.Person.Organization == site.Organization).Select(pair => pair.Value).ToList();
            var receiver = await agencies.SomebodyOfAsync(agencies.For(site.Organization), cancellationToken);
            moves += await LeadOnAsync(office, receiver, referral, person.Member, staff[index % staff.Count], cancellationToken);
        }

        Telling.Count("Referrals", people.Count, people.Count(person => !known.ContainsKey(person.ConsentId)));
        Telling.Line("Moves made now", $"{moves, 4}");
    }

    public static Task<Referral> DraftAsync(Agency cases, PersonInCare person, Site site, CancellationToken cancellationToken) =>
        cases.DraftReferralAsync(
            person.CaseId,
            new NewReferral(
                site.Id,
                "Invented for the demonstration: the family asks for help with everyday conflicts and parenting.",
                person.Member.IsChild ? "urgent" : "normal",
                person.ConsentId,
                FamiliesInNeed.SharedData,
                site.ServiceType
            ),
            cancellationToken
        );

    /// <summary>Makes the moves that are still missing. What others did with the referral since is left as it is.</summary>
    /// <returns>How many moves were made.</returns>
    private static async Task<int> LeadOnAsync(
        Agency office,
        Agency receiver,
        Referral referral,
        Member member,
        Worker worker,
        CancellationToken cancellationToken
    )
    {
        var moves = 0;
        while (NextMove(referral.Status, member, worker) is var (name, byReceiver, body))
        {
            referral = referral with
            {
                Status = (await (byReceiver ? receiver : office).MoveAsync(referral, name, body, cancellationToken)).Status,
            };
            moves++;
        }

        return moves;
    }

    private static (string Name, bool ByReceiver, object? Body)? NextMove(string status, Member member, Worker worker)
    {
        if (member.Reason is var (code, text) && status is "requested")
        {
            return ("reject", true, new { ReasonCode = code, Reason = text });
        }

        return Array.IndexOf(Way, status) is var reached and >= 0 && reached < Goal(member.Outcome)
            ? status switch
            {
                "draft" => ("request", false, null),
                "requested" => ("accept", true, new { WorkerId = worker.Id }),
                "accepted" => ("start", true, null),
                _ => ("complete", true, new { Outcome = "Three sessions attended by the whole family." }),
            }
            : null;
    }

    private static int Goal(Outcome outcome) =>
        outcome switch
        {
            Outcome.Requested or Outcome.Rejected => 1,
            Outcome.Accepted => 2,
            Outcome.InProgress => 3,
            _ => 4,
        };
}
