using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using SocialServices.Referrals.Referrals;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>A receiver without an account answers by a key.</summary>
public sealed partial class ReferralLinkTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task A_receiver_without_an_account_answers_once_by_a_key_and_sees_only_what_is_shared()
    {
        var id = await app.ARequestedReferralAsync(shared: ["identity"]);
        var key = (string)(await (await app.Requester.PostAsJsonAsync($"{Root}/referrals/{id}/links", new { })).JsonAsync())["key"]!;
        using var anybody = new HttpClient { BaseAddress = app.Service.RestAddress };

        var opened = await (await anybody.PostAsJsonAsync(LinkAccess.Prefix + "/open", new { key })).JsonAsync();
        Assert.StartsWith("Ogulgerek", (string)opened["person"]!["givenName"]!, StringComparison.Ordinal);
        Assert.Null(opened["person"]!["phone"]);
        Assert.Null(opened["need"]);
        Assert.Equal("Organization mlspp", (string)opened["requester"]!["ru"]!); // has no Russian name
        Assert.Equal("Услуга", (string)opened["service"]!["ru"]!);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => anybody.PostAsJsonAsync(LinkAccess.Prefix + "/answer", new { key, answer = "accept" }))
        );

        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.OK);
        Assert.Equal(3, answers.Count(answer => answer.StatusCode is HttpStatusCode.NotFound));
        Assert.Equal("accepted", await app.Requester.StatusAsync(id));
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.PostAsJsonAsync(LinkAccess.Prefix + "/open", new { key })).StatusCode);
        Assert.Equal(0, await app.ScalarAsync<long>($"select count(*) from referral_links where encode(digest, 'hex') = '{key}'"));
    }

    [Fact]
    public async Task While_the_register_is_away_a_key_opens_without_names()
    {
        var id = await app.ARequestedReferralAsync(shared: ["need"]);
        var key = await KeyAsync(id);
        using var anybody = new HttpClient { BaseAddress = app.Service.RestAddress };
        app.Peers.Faults["GetServiceType"] = Grpc.Core.StatusCode.NotFound;
        try
        {
            var opened = await (await anybody.PostAsJsonAsync(LinkAccess.Prefix + "/open", new { key })).JsonAsync();

            Assert.Null(opened["service"]);
            Assert.Equal("parents-with-addictions", (string)opened["serviceType"]!);
            Assert.NotNull(opened["need"]);
        }
        finally
        {
            app.Peers.Faults.Clear();
        }
    }

    [Theory]
    [InlineData("late")]
    [InlineData("forged")]
    [InlineData("withdrawn")]
    [InlineData("cancelled")]
    public async Task A_key_that_is_not_good_any_more_opens_nothing(string how)
    {
        var id = await app.ARequestedReferralAsync();
        var key = (string)(await (await app.Requester.PostAsJsonAsync($"{Root}/referrals/{id}/links", new { })).JsonAsync())["key"]!;
        var consent = (Guid)(await app.Requester.ReadAsync($"/referrals/{id}"))["referral"]!["consentId"]!;
        switch (how)
        {
            case "late":
                await app.ExecuteAsync($"update referral_links set expires_at = now() - interval '1 minute' where referral_id = '{id}'");
                break;
            case "forged":
                key = new string('0', 64);
                break;
            case "withdrawn":
                await app.Requester.ChangedAsync($"/consents/{consent}/withdraw", new { reason = "No more." });
                break;
            default:
                await app.Requester.MovedAsync(id, "cancel");
                break;
        }

        using var anybody = new HttpClient { BaseAddress = app.Service.RestAddress };
        Assert.Equal(HttpStatusCode.NotFound, (await anybody.PostAsJsonAsync(LinkAccess.Prefix + "/open", new { key })).StatusCode);
        var answered = await anybody.PostAsJsonAsync(LinkAccess.Prefix + "/answer", new { key, answer = "accept" });
        Assert.Equal(HttpStatusCode.NotFound, answered.StatusCode);
    }

    [Fact]
    public async Task What_came_of_a_referral_is_told_by_another_key_and_the_loop_is_closed()
    {
        var id = await app.ARequestedReferralAsync();
        using var anybody = new HttpClient { BaseAddress = app.Service.RestAddress };
        var (early, first) = (await KeyAsync(id), await KeyAsync(id));
        Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(anybody, first, "accept")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await AnswerAsync(anybody, early, "complete", "Done.")).StatusCode);

        var second = await KeyAsync(id);
        var opened = await (await anybody.PostAsJsonAsync(LinkAccess.Prefix + "/open", new { key = second })).JsonAsync();
        Assert.Equal(["complete", "fail"], opened["answers"]!.AsArray().Select(answer => (string)answer!));
        Assert.Equal(HttpStatusCode.Conflict, (await AnswerAsync(anybody, second, "accept")).StatusCode);
        var silent = await AnswerAsync(anybody, second, "complete");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, silent.StatusCode);
        Assert.NotNull((await silent.JsonAsync())["errors"]!["text"]);

        Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(anybody, second, "complete", "Ten sessions.")).StatusCode);

        var read = await app.Requester.ReadAsync($"/referrals/{id}");
        Assert.Equal("completed", (string)read["referral"]!["status"]!);
        Assert.Equal("Ten sessions.", (string)read["history"]!.AsArray()[^1]!["text"]!);
        Assert.Equal([false, false, true, true], read["history"]!.AsArray().Select(step => (bool)step!["byLink"]!));
        Assert.Equal(HttpStatusCode.NotFound, (await AnswerAsync(anybody, second, "fail", "No.", "other")).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await app.Requester.PostAsJsonAsync($"{Root}/referrals/{id}/links", new { })).StatusCode);
    }

    [Theory]
    [InlineData(null, "Moved.", "reasonCode")]
    [InlineData("consent-withdrawn", "Moved.", "reasonCode")]
    [InlineData("moved-away", null, "text")]
    public async Task Help_that_was_not_given_is_told_with_a_code_and_in_words(string? code, string? text, string field)
    {
        var id = await app.ARequestedReferralAsync();
        using var anybody = new HttpClient { BaseAddress = app.Service.RestAddress };
        await AnswerAsync(anybody, await KeyAsync(id), "accept");
        var key = await KeyAsync(id);

        var refused = await AnswerAsync(anybody, key, "fail", text, code);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.NotNull((await refused.JsonAsync())["errors"]![field]);
        Assert.Equal(HttpStatusCode.OK, (await AnswerAsync(anybody, key, "fail", "Moved to Mary.", "moved-away")).StatusCode);
        Assert.Equal("failed", await app.Requester.StatusAsync(id));
    }

    [Fact]
    public async Task The_page_of_a_key_loads_nothing_from_elsewhere_and_its_link_keeps_the_key_behind_the_hash()
    {
        var id = await app.ARequestedReferralAsync();
        var link = await (await app.Requester.PostAsJsonAsync($"{Root}/referrals/{id}/links", new { })).JsonAsync();
        Assert.Equal($"{LinkAccess.Prefix}#{(string)link["key"]!}", (string)link["path"]!);
        using var anybody = new HttpClient { BaseAddress = app.Service.RestAddress };

        var page = await anybody.GetStringAsync(LinkAccess.Prefix);
        var parts = Part().Matches(page).Select(part => part.Value).ToList();
        Assert.Equal(["page.css", "texts.js", "page.js"], parts.Select(part => part.Split('/')[^1]));

        foreach (var address in parts.Prepend(LinkAccess.Prefix))
        {
            using var answer = await anybody.GetAsync(address);

            Assert.True(answer.IsSuccessStatusCode, address);
            Assert.StartsWith("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal(address is LinkAccess.Prefix, answer.Headers.CacheControl!.NoStore);
            var content = await answer.Content.ReadAsStringAsync();
            Assert.DoesNotContain("://", content, StringComparison.Ordinal);
            Assert.DoesNotContain("innerHTML", content, StringComparison.Ordinal);
        }

        // Of another version, or no part of the page.
        foreach (
            var strange in new[]
            {
                $"{LinkAccess.Prefix}/0123456789ab/page.js",
                parts[0].Replace("page.css", "page.html", StringComparison.Ordinal),
            }
        )
        {
            Assert.Equal(HttpStatusCode.NotFound, (await anybody.GetAsync(strange)).StatusCode);
        }
    }

    private async Task<string> KeyAsync(Guid referral) =>
        (string)(await (await app.Requester.PostAsJsonAsync($"{Root}/referrals/{referral}/links", new { })).JsonAsync())["key"]!;

    private static Task<HttpResponseMessage> AnswerAsync(
        HttpClient anybody,
        string key,
        string answer,
        string? text = null,
        string? reasonCode = null
    ) =>
        anybody.PostAsJsonAsync(
            LinkAccess.Prefix + "/answer",
            new
            {
                key,
                answer,
                reasonCode,
                text,
            }
        );

    [GeneratedRegex("/referral-links/[0-9a-f]{12}/[a-z.]+")]
    private static partial Regex Part();
}
