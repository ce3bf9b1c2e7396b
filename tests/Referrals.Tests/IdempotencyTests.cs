using System.Net;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

public sealed class IdempotencyTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task A_repeated_registration_creates_one_and_gets_the_first_answer()
    {
        var (person, key) = (Given.APerson(), Guid.NewGuid().ToString());
        var first = await app.Requester.PostAsync(Root + "/service-users", new { person }, key);
        var again = await app.Requester.PostAsync(Root + "/service-users", new { person }, key);

        Assert.Equal(HttpStatusCode.Created, again.StatusCode);
        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.Location, again.Headers.Location);
        Assert.Equal(1, await CountOfAsync(person));
    }

    [Fact]
    public async Task Of_simultaneous_registrations_under_one_key_one_is_made()
    {
        var (person, key) = (Given.APerson(), Guid.NewGuid().ToString());

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => app.Requester.PostAsync(Root + "/service-users", new { person }, key))
        );

        Assert.All(answers, answer => Assert.Equal(HttpStatusCode.Created, answer.StatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()))).Distinct());
        Assert.Equal(1, await CountOfAsync(person));
    }

    [Fact]
    public async Task A_key_that_was_used_for_another_request_is_refused()
    {
        var key = Guid.NewGuid().ToString();
        await app.Requester.PostAsync(Root + "/service-users", new { person = Given.APerson() }, key);
        var other = Given.APerson();

        var refused = await app.Requester.PostAsync(Root + "/service-users", new { person = other }, key);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(0, await CountOfAsync(other));
    }

    [Fact]
    public async Task A_creation_without_a_key_is_refused()
    {
        var caseId = await app.ACaseAsync();
        var consent = await app.AConsentAsync(caseId);
        var person = Given.APerson();
        foreach (
            var (path, body) in new (string, object)[]
            {
                ("/service-users", new { person }),
                ("/cases", new { serviceUserId = Guid.NewGuid() }),
                ($"/cases/{caseId}/consents", Given.AConsent()),
                ($"/cases/{caseId}/referrals", Given.AReferral(app.GivenASite(), consent)),
            }
        )
        {
            var refused = await app.Requester.PostAsync(Root + path, body, idempotencyKey: null);
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Equal(["Idempotency-Key"], await refused.FieldsAsync());
        }

        Assert.Equal(0, await CountOfAsync(person));
    }

    [Fact]
    public async Task A_repeated_draft_creates_one_referral_and_one_event()
    {
        var caseId = await app.ACaseAsync();
        var (body, key) = (Given.AReferral(app.GivenASite(), await app.AConsentAsync(caseId)), Guid.NewGuid().ToString());

        var first = await app.Requester.PostAsync($"{Root}/cases/{caseId}/referrals", body, key);
        var again = await app.Requester.PostAsync($"{Root}/cases/{caseId}/referrals", body, key);

        Assert.Equal(await first.Content.ReadAsStringAsync(), await again.Content.ReadAsStringAsync());
        Assert.Equal(first.Headers.ETag, again.Headers.ETag);
        Assert.Equal(1, await app.ScalarAsync<long>($"select count(*) from referrals where case_id = '{caseId}'"));
        Assert.Equal(
            1,
            await app.ScalarAsync<long>(
                $"select count(*) from outbox where type = 'referrals.referral-status-changed.v1' and data ->> 'caseId' = '{caseId}'"
            )
        );
    }

    private async Task<int> CountOfAsync(Dictionary<string, object?> person) =>
        (
            await (
                await app.Requester.PostAsync(Root + "/service-users/search", new { externalCode = person["externalCode"] }, null)
            ).JsonAsync()
        )["items"]!
            .AsArray()
            .Count;
}
