using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.ServiceDefaults.Access;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>Who saw whom, and who tried to.</summary>
public sealed class AuditTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    /// <summary>Read without a record about anybody.</summary>
    private static readonly string[] ReferenceData = ["/agreements", "/instruments"];

    [Fact]
    public void Every_endpoint_of_the_service_is_about_people() =>
        Assert.Empty(
            app.Service.Services.GetServices<EndpointDataSource>()
                .SelectMany(source => source.Endpoints)
                .OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith(Root, StringComparison.Ordinal))
                .Where(endpoint => endpoint.Metadata.GetMetadata<AboutPeople>() is null)
                .Where(endpoint =>
                    !ReferenceData.Any(name => endpoint.RoutePattern.RawText!.StartsWith(Root + name, StringComparison.Ordinal))
                )
                .Select(endpoint => endpoint.DisplayName)
        );

    [Fact]
    public async Task Lists_write_which_records_were_shown()
    {
        var caseId = await app.ACaseAsync();
        var consent = await app.AConsentAsync(caseId);
        var referral = await app.Requester.CreatedAsync($"{Root}/cases/{caseId}/referrals", Given.AReferral(app.GivenASite(), consent));

        await app.Requester.ReadAsync("/cases?limit=200");
        await app.Requester.ReadAsync($"/cases/{caseId}/consents");
        await app.Requester.ReadAsync("/referrals?limit=200");

        Assert.Equal(1, await CountAsync("list cases", "case", caseId));
        Assert.Equal(1, await CountAsync("list consents", "consent", consent));
        Assert.Equal(1, await CountAsync("list referrals", "referral", referral));
    }

    [Fact]
    public async Task A_stranger_who_tries_ids_is_in_the_log_with_each_of_them()
    {
        var user = await app.AServiceUserAsync();
        var caseId = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = user });
        var consent = await app.AConsentAsync(caseId);

        Assert.Equal(HttpStatusCode.NotFound, (await app.Stranger.GetAsync($"{Root}/service-users/{user}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Stranger.GetAsync($"{Root}/cases/{caseId}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await app.Stranger.GetAsync($"{Root}/consents/{consent}")).StatusCode);
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await app.Stranger.CreateAsync($"{Root}/cases", new { serviceUserId = user })).StatusCode
        );

        Assert.Equal(1, await CountAsync("read service user", "service-user", user, "not-found", "client-of-yenme"));
        Assert.Equal(1, await CountAsync("read case", "case", caseId, "not-found", "client-of-yenme"));
        Assert.Equal(1, await CountAsync("read consent", "consent", consent, "not-found", "client-of-yenme"));
        Assert.Equal(1, await CountAsync("open case", "service-user", user, "not-found", "client-of-yenme"));
    }

    [Fact]
    public async Task Who_has_not_the_scope_is_in_the_log()
    {
        var caseId = await app.ACaseAsync();
        using var client = app.Service.Client("registry.read", clientId: "curious");

        Assert.Equal(HttpStatusCode.Forbidden, (await client.GetAsync($"{Root}/cases/{caseId}")).StatusCode);

        Assert.Equal(1, await CountAsync("read case", "case", caseId, "forbidden", "curious"));
    }

    private Task<long> CountAsync(string action, string kind, Guid id, string outcome = "done", string client = "client-of-mlspp") =>
        app.ScalarAsync<long>(
            $"""
            select count(*) from audit_entries where action = '{action}' and record_kind = '{kind}' and record_ids @> array['{id}']
            and outcome = '{outcome}' and client = '{client}'
            """
        );
}
