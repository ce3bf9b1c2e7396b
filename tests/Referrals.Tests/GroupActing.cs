using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Referrals.GroupProgrammes;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>What facilitators do in a cycle of Strong Families.</summary>
internal static class GroupActing
{
    private static readonly string[] Reversed = ["parenting-3", "parenting-4", "parenting-6"];

    public static async Task<JsonNode> EnrolAsync(this ReferralsApp app, Guid cycle, params string[] roles)
    {
        var members = new List<object>();
        foreach (var role in roles)
        {
            members.Add(new { caseId = await app.ACaseAsync(), role });
        }

        return await app.Requester.ChangedAsync($"/group-cycles/{cycle}/families", new { members });
    }

    public static async Task MeasureAsync(this ReferralsApp app, Guid member, int week, int times)
    {
        var answer = await app.TryMeasureAsync(member, "parenting", week, times);
        Assert.True(answer.StatusCode is HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    public static Task<HttpResponseMessage> TryMeasureAsync(this ReferralsApp app, Guid member, string measure, int week, int times = 1)
    {
        string[] words = ["never", "sometimes", "often", "always"];
        var prefix = measure is "parenting" ? "parenting" : "worries";

        var answers = Enumerable
            .Range(1, prefix is "parenting" ? 6 : 0)
            .Select(n => $"{prefix}-{n}")
            .ToDictionary(code => code, code => Reversed.Contains(code) ? "never" : words[times]);
        return app.Requester.CreateAsync(
            $"{Root}/group-members/{member}/measures",
            new
            {
                measure,
                week,
                answers,
            }
        );
    }

    public static async Task AttendAsync(this ReferralsApp app, Guid session, Guid[] present, Guid[]? madeUp = null)
    {
        var answer = await app.Requester.SendAsync(HttpMethod.Put, $"/group-sessions/{session}/attendance", new { present, madeUp }, "*");
        Assert.True(answer.StatusCode is HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    public static async Task RemindAsync(this ReferralsApp app)
    {
        await using var scope = app.Service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MeasureReminders>().HandleAsync(TestContext.Current.CancellationToken);
    }
}
