using Microsoft.Extensions.Options;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.Referrals;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.PersonalData;
using Xunit;

namespace SocialServices.Referrals.Tests;

/// <summary>The state machine against the diagram as the profile's text gives it, written down here a second time.</summary>
public sealed class LifeCycleTests
{
    private static readonly Dictionary<string, string[]> Diagram = new()
    {
        ["draft"] = ["request", "enter-in-error"],
        ["requested"] = ["accept", "reject", "cancel", "enter-in-error"],
        ["accepted"] = ["start", "hold", "complete", "fail", "cancel", "enter-in-error"],
        ["in-progress"] = ["complete", "fail", "cancel", "enter-in-error"],
        ["on-hold"] = ["start", "complete", "fail", "cancel", "enter-in-error"],
        ["rejected"] = ["enter-in-error"],
        ["completed"] = ["enter-in-error"],
        ["failed"] = ["enter-in-error"],
        ["cancelled"] = ["enter-in-error"],
        ["entered-in-error"] = [],
    };

    private static readonly Dictionary<string, (string To, string By)> Moves = new()
    {
        ["request"] = ("requested", "requester"),
        ["accept"] = ("accepted", "receiver"),
        ["reject"] = ("rejected", "receiver"),
        ["start"] = ("in-progress", "receiver"),
        ["hold"] = ("on-hold", "receiver"),
        ["complete"] = ("completed", "receiver"),
        ["fail"] = ("failed", "receiver"),
        ["cancel"] = ("cancelled", "either"),
        ["enter-in-error"] = ("entered-in-error", "requester"),
    };

    private static readonly Dictionary<string, string[]> Paths = new()
    {
        ["draft"] = [],
        ["requested"] = ["request"],
        ["accepted"] = ["request", "accept"],
        ["in-progress"] = ["request", "accept", "start"],
        ["on-hold"] = ["request", "accept", "hold"],
        ["rejected"] = ["request", "reject"],
        ["completed"] = ["request", "accept", "complete"],
        ["failed"] = ["request", "accept", "fail"],
        ["cancelled"] = ["request", "cancel"],
        ["entered-in-error"] = ["enter-in-error"],
    };

    private static readonly string[] SideNames = ["requester", "receiver", "either", "none"];
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, string> EveryStatusAndMove =>
        new(Diagram.Keys.SelectMany(status => Moves.Keys, (status, move) => (status, move)));

    public static TheoryData<string, string> EveryStatusAndSide =>
        new(Diagram.Keys.SelectMany(_ => SideNames, (status, side) => (status, side)));

    [Theory]
    [MemberData(nameof(EveryStatusAndMove))]
    public void A_move_is_possible_exactly_where_the_diagram_has_an_arrow(string status, string moveName)
    {
        var referral = GivenAReferralThatIs(status);
        var before = referral.Step;

        var moved = referral.TryMove(MoveOf(moveName), "nrcs", null, Now);

        Assert.Equal(Diagram[status].Contains(moveName), moved);
        Assert.Equal(moved ? Moves[moveName].To : status, Words.Of(referral.Status));
        Assert.Equal(moved ? before + 1 : before, referral.Step);
        Assert.Equal(referral.Step, referral.Moves.Count);
    }

    [Theory]
    [MemberData(nameof(EveryStatusAndSide))]
    public void A_side_is_offered_its_own_moves_and_no_others(string status, string side)
    {
        var sides = side switch
        {
            "requester" => Sides.Requester,
            "receiver" => Sides.Receiver,
            "either" => Sides.Either,
            _ => Sides.None,
        };
        var expected = Diagram[status]
            .Where(move => side is not "none" && (side is "either" || Moves[move].By is "either" || Moves[move].By == side));

        // The receiver may also send it elsewhere: no arrow of the diagram, a rejection with a draft to another site.
        var redirects = status is "requested" && side is "receiver" or "either" ? ["redirect"] : Array.Empty<string>();

        Assert.Equal(expected.Concat(redirects).Order(), ReferralLifeCycle.Allowed(ParseStatus(status), sides).Order());
    }

    [Fact]
    public void The_service_knows_exactly_the_statuses_and_moves_of_the_profile()
    {
        Assert.Equal(Diagram.Keys.Order(), Enum.GetValues<ReferralStatus>().Select(Words.Of).Order());
        Assert.Equal(Moves.Keys.Order(), ReferralLifeCycle.Moves.Select(move => move.Name).Order());
    }

    [Theory]
    [InlineData("draft", false)]
    [InlineData("requested", true)]
    [InlineData("accepted", true)]
    [InlineData("on-hold", true)]
    [InlineData("in-progress", false)]
    [InlineData("rejected", false)]
    [InlineData("completed", false)]
    [InlineData("failed", false)]
    [InlineData("cancelled", false)]
    [InlineData("entered-in-error", false)]
    public void Only_who_still_waits_for_help_is_overdue(string status, bool overdue)
    {
        var referral = GivenAReferralThatIs(status);
        Assert.Equal(overdue, referral.IsOverdue(Now.AddDays(15)));
        Assert.False(referral.IsOverdue(Now.AddHours(71)));
    }

    [Theory]
    [InlineData("emergency", 24)]
    [InlineData("urgent", 72)]
    [InlineData("normal", 14 * 24)]
    public void The_priority_says_how_soon_help_must_begin(string priority, int hours)
    {
        Assert.True(Words.TryParse<Priority>(priority, out var value));
        Assert.Equal(TimeSpan.FromHours(hours), value!.Value.Within());
    }

    private static Referral GivenAReferralThatIs(string status)
    {
        var envelope = new Envelope(Options.Create(new EncryptionOptions { Key = "a passphrase for tests, long enough to be taken" }));
        var @case = Case.Open(Guid.CreateVersion7(), "mlspp", null, null, Now);
        var consent = Consent.Give(
            @case.Id,
            "mlspp",
            new GiveConsent.Request([Purpose.Referral], ["nrcs"], [DataCategory.Need], GivenBy.Self, new DateOnly(2026, 1, 1)),
            envelope,
            Now
        );
        var referral = Referral.Draft(
            @case,
            consent,
            new ReceivingSite("nrcs", "TM-S", "parents-with-addictions", true, []),
            new DraftReferral.Request(Guid.CreateVersion7(), "Help", Priority.Urgent, consent.Id, [DataCategory.Need]),
            envelope,
            Now
        );
        foreach (var move in Paths[status])
        {
            if (move is "request")
            {
                referral.RequestUntil(Now + referral.Priority.Within(), Now);
            }

            Assert.True(referral.TryMove(MoveOf(move), "nrcs", null, Now));
        }

        return referral;
    }

    private static Move MoveOf(string name) => ReferralLifeCycle.Moves.Single(move => move.Name == name);

    private static ReferralStatus ParseStatus(string code) =>
        Words.TryParse<ReferralStatus>(code, out var status) ? status!.Value : throw new ArgumentException(code);
}
