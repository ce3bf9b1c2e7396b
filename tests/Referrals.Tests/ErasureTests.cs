using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Referrals.Erasure;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

public sealed class ErasureTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task Nothing_about_an_erased_person_can_be_read_any_more_and_the_figures_stay()
    {
        var person = Given.APerson();
        var (user, caseId) = await AClosedCaseAsync(person);

        var erased = await app.Requester.ChangedAsync($"/service-users/{user}/erase", new { reason = "Asked for it." });

        Assert.NotNull(erased["erasedAt"]);
        var read = await app.Requester.ReadAsync($"/service-users/{user}");
        Assert.Equal("", (string)read["person"]!["familyName"]!);
        Assert.Equal(("female", "TM-S-02"), ((string)read["person"]!["sex"]!, (string)read["person"]!["place"]!));
        Assert.Null(read["person"]!["phone"]);
        Assert.Empty((await app.Requester.ReadAsync($"/cases/{caseId}/entries"))["items"]!.AsArray());
        Assert.Empty((await app.Requester.ReadAsync($"/cases/{caseId}/plans"))["items"]!.AsArray());
        Assert.Empty((await app.Requester.ReadAsync($"/cases/{caseId}/attachments"))["items"]!.AsArray());
        Assert.Empty((await app.Requester.ReadAsync($"/service-users/{user}/history"))["items"]!.AsArray());
        var referral = (await app.Requester.ReadAsync("/referrals?limit=200"))["items"]!.AsArray().Last()!;
        Assert.Null((string?)(await app.Requester.ReadAsync($"/referrals/{(Guid)referral["id"]!}"))["history"]!.AsArray()[^1]!["text"]);
        Assert.Equal(0, await app.ScalarAsync<long>($"select count(*) from service_user_digests where service_user_id = '{user}'"));
        Assert.Equal(
            1,
            await app.ScalarAsync<long>(
                $"select count(*) from outbox where type = 'referrals.service-user-erased.v1' and data ->> 'serviceUserId' = '{user}'"
            )
        );
        var opened = await app.Requester.CreateAsync($"{Root}/cases", new { serviceUserId = user });
        var corrected = await app.Requester.SendAsync(HttpMethod.Put, $"/service-users/{user}", new { person, reason = "Misheard." }, "*");
        Assert.All([opened, corrected], answer => Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode));
    }

    [Fact]
    public async Task An_open_case_or_a_legal_hold_stands_against_it()
    {
        var user = await app.AServiceUserAsync();
        await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = user });
        Assert.Equal(HttpStatusCode.Conflict, (await EraseAsync(user)).StatusCode);

        var (held, _) = await AClosedCaseAsync(Given.APerson());
        await HoldAsync(held, "Court 17");
        Assert.Equal(HttpStatusCode.Conflict, (await EraseAsync(held)).StatusCode);

        await HoldAsync(held, null);
        Assert.Equal(HttpStatusCode.OK, (await EraseAsync(held)).StatusCode);
    }

    [Fact]
    public async Task Only_a_supervisor_erases()
    {
        using var worker = app.GivenAColleague(out _);
        var (user, _) = await AClosedCaseAsync(Given.APerson());

        Assert.Equal(
            HttpStatusCode.Forbidden,
            (await worker.ChangeAsync($"/service-users/{user}/erase", new { reason = "Tidy up." })).StatusCode
        );
    }

    [Fact]
    public async Task A_case_of_who_was_erased_is_not_reopened()
    {
        var (user, caseId) = await AClosedCaseAsync(Given.APerson());
        await app.Requester.ChangedAsync($"/service-users/{user}/erase", new { reason = "Asked for it." });

        var reopened = await app.Requester.ChangeAsync($"/cases/{caseId}/reopen", new { reason = "Came again." });

        Assert.Equal("urn:socialservices:problem:service-user-erased", (string)(await reopened.JsonAsync())["type"]!);
    }

    [Fact]
    public async Task Who_is_erased_while_a_case_is_opened_has_no_open_case()
    {
        for (var round = 0; round < 8; round++)
        {
            var (user, _) = await AClosedCaseAsync(Given.APerson());

            await Task.WhenAll(
                app.Requester.ChangeAsync($"/service-users/{user}/erase", new { reason = "Asked for it." }),
                app.Requester.CreateAsync($"{Root}/cases", new { serviceUserId = user })
            );

            Assert.Equal(
                0,
                await app.ScalarAsync<long>(
                    $"""
                    select count(*) from service_users u join cases c on c.service_user_id = u.id
                    where u.id = '{user}' and u.erased_at is not null and c.closed_at is null
                    """
                )
            );
        }
    }

    [Fact]
    public async Task People_are_erased_when_the_time_that_records_are_kept_is_over_and_held_ones_are_not()
    {
        var (due, dueCase) = await AClosedCaseAsync(Given.APerson());
        var (held, heldCase) = await AClosedCaseAsync(Given.APerson());
        var (recent, _) = await AClosedCaseAsync(Given.APerson());
        await HoldAsync(held, "Court 18");
        foreach (var (user, caseId) in new[] { (due, dueCase), (held, heldCase) })
        {
            await app.ExecuteAsync($"update service_users set created_at = now() - interval '12 years' where id = '{user}'");
            await app.ExecuteAsync($"update cases set closed_at = now() - interval '11 years' where id = '{caseId}'");
        }

        var erased = await app.Service.Services.GetRequiredService<Retention>().EraseExpiredAsync(TestContext.Current.CancellationToken);

        Assert.Equal(1, erased);
        Assert.NotNull((await app.Requester.ReadAsync($"/service-users/{due}"))["erasedAt"]);
        Assert.Null((await app.Requester.ReadAsync($"/service-users/{held}"))["erasedAt"]);
        Assert.Null((await app.Requester.ReadAsync($"/service-users/{recent}"))["erasedAt"]);
    }

    private async Task<(Guid User, Guid Case)> AClosedCaseAsync(object person)
    {
        var user = await app.AServiceUserAsync(person);
        var caseId = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = user });
        var consent = await app.AConsentAsync(caseId);
        await app.Requester.UploadAsync($"/consents/{consent}/signature", "image/png", Given.APng());
        await app.Requester.CreatedAsync($"{Root}/cases/{caseId}/entries", new { kind = "note", text = "Visited." });
        await app.APlanAsync(caseId);
        await app.AnAttachmentAsync(caseId);
        await app.Requester.CreatedAsync($"{Root}/cases/{caseId}/assessments", new { instrument = "needs-assessment" });
        var referral = await app.Requester.CreatedAsync($"{Root}/cases/{caseId}/referrals", Given.AReferral(app.GivenASite(), consent));
        await app.Requester.MovedAsync(referral, "request");
        await app.Requester.MovedAsync(referral, "cancel");
        await app.Requester.ChangedAsync($"/cases/{caseId}/close", new { reason = "goals-met", note = "Back at work." });
        return (user, caseId);
    }

    private Task<HttpResponseMessage> EraseAsync(Guid user) =>
        app.Requester.ChangeAsync($"/service-users/{user}/erase", new { reason = "Asked for it." });

    private async Task HoldAsync(Guid user, string? reference)
    {
        var answer = await app.Requester.SendAsync(HttpMethod.Put, $"/service-users/{user}/legal-hold", new { reference }, "*");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
