using System.Net;
using System.Text.Json.Nodes;
using SocialServices.Referrals.GroupProgrammes;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>What a cycle of Strong Families changed, and who learns it.</summary>
public sealed class GroupChangeTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    private static readonly int[] Falls = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5];

    [Fact]
    public async Task Ten_families_take_part_and_what_changed_can_be_checked_by_a_statistician()
    {
        var cycle = await app.Requester.CreatedAsync($"{Root}/group-cycles", app.AGroupCycle(out _));
        var caregivers = new List<Guid>();
        for (var family = 1; family <= 10; family++)
        {
            var enrolled = await app.EnrolAsync(cycle, "caregiver", "child");
            Assert.Equal(family, (int)enrolled["family"]!);
            caregivers.Add((Guid)enrolled["members"]![0]!);
            await app.MeasureAsync(caregivers[^1], 0, times: family <= 5 ? 3 : 2);
            if (family < 10)
            {
                await app.MeasureAsync(caregivers[^1], 2, times: 1);
            }
        }

        Assert.Null(Change(await ChangesAsync(), 2)); // nine pairs
        await app.MeasureAsync(caregivers[^1], 2, times: 1);

        // Computed here by hand, not by the product's formula.
        var change = Change(await ChangesAsync(), 2)!;
        double[] differences = [.. Enumerable.Range(1, 10).Select(family => (double)(Sum(1) - Sum(family <= 5 ? 3 : 2)))];
        var mean = differences.Sum() / 10;
        var deviation = Math.Sqrt(differences.Sum(d => (d - mean) * (d - mean)) / 9);
        Assert.Equal(10, (int)change["pairs"]!);
        Assert.Equal(mean, (double)change["meanChange"]!, 0.006);
        Assert.Equal(deviation, (double)change["standardDeviation"]!, 0.006);
        Assert.Equal(mean / deviation, (double)change["effectSize"]!, 0.006);
        Assert.Null(Change(await ChangesAsync(), 6));

        // The others of the system learn it once: when the cycle is completed, or when nobody is missing in a week after that.
        Assert.Equal("", await ToldAsync(cycle, 2));
        foreach (var session in (await app.Requester.ReadAsync($"/group-cycles/{cycle}"))["sessions"]!.AsArray())
        {
            await app.AttendAsync((Guid)session!["id"]!, [.. caregivers]);
        }

        await app.Requester.ChangedAsync($"/group-cycles/{cycle}/complete", new { });
        Assert.Equal($"10 {(double)change["meanChange"]!}", await ToldAsync(cycle, 2));
        foreach (var caregiver in caregivers[..^2])
        {
            await app.MeasureAsync(caregiver, 6, times: 1);
            Assert.Equal("", await ToldAsync(cycle, 6));
        }

        await Task.WhenAll(caregivers[^2..].Select(caregiver => app.MeasureAsync(caregiver, 6, times: 1)));

        Assert.Equal($"10 {(double)change["meanChange"]!}", await ToldAsync(cycle, 6));
    }

    [Fact]
    public async Task A_week_with_somebody_missing_is_told_when_its_time_is_over_and_never_again()
    {
        var cycle = await app.Requester.CreatedAsync($"{Root}/group-cycles", app.AGroupCycle(out _));
        var caregivers = new List<Guid>();
        for (var family = 1; family <= 12; family++)
        {
            caregivers.Add((Guid)(await app.EnrolAsync(cycle, "caregiver"))["members"]![0]!);
            if (family <= 11)
            {
                await app.MeasureAsync(caregivers[^1], 0, times: 3);
            }
        }

        foreach (var session in (await app.Requester.ReadAsync($"/group-cycles/{cycle}"))["sessions"]!.AsArray())
        {
            await app.AttendAsync((Guid)session!["id"]!, [.. caregivers]);
        }

        await app.Requester.ChangedAsync($"/group-cycles/{cycle}/complete", new { });
        foreach (var caregiver in caregivers[..10])
        {
            await app.MeasureAsync(caregiver, 6, times: 1);
        }

        await app.RemindAsync();
        Assert.Equal("", await ToldAsync(cycle, 6)); // the eleventh may still come
        Assert.Equal(HttpStatusCode.Conflict, (await app.TryMeasureAsync(caregivers[11], "parenting", 0)).StatusCode);

        await app.ExecuteAsync($"update group_sessions set day = day - 14 where cycle_id = '{cycle}'");
        await app.RemindAsync();
        await app.RemindAsync();
        Assert.StartsWith("10 ", await ToldAsync(cycle, 6), StringComparison.Ordinal);

        var empty = new
        {
            measure = "parenting",
            week = 6,
            answers = new { },
        };
        Assert.Equal(
            ["answers"],
            await (await app.Requester.CreateAsync($"{Root}/group-members/{caregivers[10]}/measures", empty)).FieldsAsync()
        );
        await app.MeasureAsync(caregivers[10], 6, times: 1);
        Assert.StartsWith("10 ", await ToldAsync(cycle, 6), StringComparison.Ordinal);
        Assert.DoesNotContain(",", await ToldAsync(cycle, 6), StringComparison.Ordinal);
    }

    [Fact]
    public void Nine_pairs_are_not_shown_and_equal_changes_have_no_effect_size()
    {
        Assert.Null(PairedChange.Of([.. Enumerable.Repeat((5, 3), 9)]));
        Assert.Equal(new PairedChange(10, 5, 3, -2, 0, null), PairedChange.Of([.. Enumerable.Repeat((5, 3), 10)]));
        Assert.Equal( // R: t <- c(-1,-2,-3,-4,-5,-1,-2,-3,-4,-5); mean -3, sd 1.4907, d -2.0125
            new PairedChange(10, 10, 7, -3, 1.49, -2.01),
            PairedChange.Of([.. Falls.Select(fall => (10, 10 - fall))])
        );
    }

    /// <summary>Pairs and mean of each event.</summary>
    private Task<string> ToldAsync(Guid cycle, int week) =>
        app.ScalarAsync<string>(
            "select coalesce(string_agg(concat(data ->> 'pairs', ' ', data ->> 'meanChange'), ', '), '') from outbox "
                + $"where type = 'referrals.group-change-measured.v1' and data ->> 'cycleId' = '{cycle}' and data ->> 'toWeek' = '{week}'"
        );

    /// <summary>Of three items answered alike, and three reversed ones left at never, which count 3 each.</summary>
    private static int Sum(int times) => (3 * times) + 9;

    private async Task<JsonNode> ChangesAsync() => await app.Requester.ReadAsync("/group-programmes/strong-families/changes");

    private static JsonNode? Change(JsonNode changes, int week) =>
        changes["items"]!.AsArray().Single(item => (string)item!["measure"]! == "parenting" && (int)item["toWeek"]! == week)!["change"];
}
