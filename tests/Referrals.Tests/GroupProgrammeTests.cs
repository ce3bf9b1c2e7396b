using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Referrals.GroupProgrammes;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>A cycle of Strong Families, from planning to what it changed.</summary>
public sealed class GroupProgrammeTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    private static readonly string[] Reversed = ["parenting-3", "parenting-4", "parenting-6"];
    private static readonly int[] Falls = [1, 2, 3, 4, 5, 1, 2, 3, 4, 5];

    [Fact]
    public async Task Ten_families_take_part_and_what_changed_can_be_checked_by_a_statistician()
    {
        var cycle = await app.Requester.CreatedAsync($"{Root}/group-cycles", app.AGroupCycle(out _));
        var caregivers = new List<Guid>();
        for (var family = 1; family <= 10; family++)
        {
            var enrolled = await EnrolAsync(cycle, "caregiver", "child");
            Assert.Equal(family, (int)enrolled["family"]!);
            caregivers.Add((Guid)enrolled["members"]![0]!);
            await MeasureAsync(caregivers[^1], 0, times: family <= 5 ? 3 : 2);
            if (family < 10)
            {
                await MeasureAsync(caregivers[^1], 2, times: 1);
            }
        }

        Assert.Null(Change(await ChangesAsync(), 2)); // nine pairs
        await MeasureAsync(caregivers[^1], 2, times: 1);

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
            await AttendAsync((Guid)session!["id"]!, [.. caregivers]);
        }

        await app.Requester.ChangedAsync($"/group-cycles/{cycle}/complete", new { });
        Assert.Equal($"10 {(double)change["meanChange"]!}", await ToldAsync(cycle, 2));
        foreach (var caregiver in caregivers[..^2])
        {
            await MeasureAsync(caregiver, 6, times: 1);
            Assert.Equal("", await ToldAsync(cycle, 6));
        }

        await Task.WhenAll(caregivers[^2..].Select(caregiver => MeasureAsync(caregiver, 6, times: 1)));

        Assert.Equal($"10 {(double)change["meanChange"]!}", await ToldAsync(cycle, 6));
    }

    /// <summary>Pairs and mean of each event.</summary>
    private Task<string> ToldAsync(Guid cycle, int week) =>
        app.ScalarAsync<string>(
            "select coalesce(string_agg(concat(data ->> 'pairs', ' ', data ->> 'meanChange'), ', '), '') from outbox "
                + $"where type = 'referrals.group-change-measured.v1' and data ->> 'cycleId' = '{cycle}' and data ->> 'toWeek' = '{week}'"
        );

    [Fact]
    public async Task Attendance_and_make_up_decide_who_completed_and_the_cycle_is_told_once()
    {
        var cycle = await app.Requester.CreatedAsync($"{Root}/group-cycles", app.AGroupCycle(out _));
        var first = (Guid)(await EnrolAsync(cycle, "caregiver"))["members"]![0]!;
        var second = (Guid)(await EnrolAsync(cycle, "caregiver"))["members"]![0]!;
        var sessions = (await app.Requester.ReadAsync($"/group-cycles/{cycle}"))["sessions"]!
            .AsArray()
            .Select(s => (Guid)s!["id"]!)
            .ToList();
        await AttendAsync(sessions[0], [first, second]);
        await AttendAsync(sessions[1], [first]);
        Assert.Equal(HttpStatusCode.Conflict, (await app.Requester.ChangeAsync($"/group-cycles/{cycle}/complete", new { })).StatusCode);
        await AttendAsync(sessions[2], [], [first]);
        await AttendAsync(sessions[1], [first, second]); // corrected

        var completed = await app.Requester.ChangedAsync($"/group-cycles/{cycle}/complete", new { });

        var members = completed["members"]!.AsArray();
        Assert.Equal("[1,2,3]", members[0]!["attended"]!.ToJsonString());
        Assert.Equal("[3]", members[0]!["madeUp"]!.ToJsonString());
        Assert.Equal("[1,2]", members[1]!["attended"]!.ToJsonString());
        var told = JsonNode.Parse(
            await app.ScalarAsync<string>(
                $"select data::text from outbox where type = 'referrals.group-cycle-completed.v1' and data ->> 'cycleId' = '{cycle}'"
            )
        )!;
        Assert.Equal(
            (2, 2, 0, 1),
            ((int)told["families"]!, (int)told["caregivers"]!, (int)told["children"]!, (int)told["familiesCompleted"]!)
        );
        Assert.Equal(HttpStatusCode.Conflict, (await app.Requester.ChangeAsync($"/group-cycles/{cycle}/complete", new { })).StatusCode);
    }

    [Fact]
    public async Task Due_measures_are_listed_and_reminded_of_once_each_week()
    {
        var cycle = await app.Requester.CreatedAsync($"{Root}/group-cycles", app.AGroupCycle(out _));
        var member = (Guid)(await EnrolAsync(cycle, "caregiver"))["members"]![0]!;
        Assert.Equal(6, (await DueAsync(cycle)).Count); // two measures of a caregiver in weeks 0, 2 and 6
        await MeasureAsync(member, 0, times: 1);
        Assert.Equal(5, (await DueAsync(cycle)).Count);

        await RemindAsync();
        await RemindAsync();

        Assert.Equal(
            "0:1,2:2,6:2",
            await app.ScalarAsync<string>(
                $"select string_agg(data ->> 'week' || ':' || (data ->> 'missing'), ',' order by position) from outbox where type = 'referrals.group-measures-due.v1' and data ->> 'cycleId' = '{cycle}'"
            )
        );
    }

    [Fact]
    public async Task A_cycle_is_known_to_its_facilitators_and_the_supervisors_only()
    {
        var plan = app.AGroupCycle(out var facilitators);
        var cycle = await app.Requester.CreatedAsync($"{Root}/group-cycles", plan);
        using var facilitator = app.Service.Client(Both, "mlspp", "client-of-mlspp", new ActingPerson(facilitators[0]));
        using var colleague = app.GivenAColleague(out _);

        Assert.Equal(HttpStatusCode.OK, (await facilitator.GetAsync($"{Root}/group-cycles/{cycle}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await colleague.GetAsync($"{Root}/group-cycles/{cycle}")).StatusCode);
        Assert.Empty((await colleague.ReadAsync("/group-cycles"))["items"]!.AsArray());
        Assert.Equal(HttpStatusCode.Forbidden, (await facilitator.GetAsync($"{Root}/group-programmes/strong-families/changes")).StatusCode);
    }

    [Fact]
    public async Task A_cycle_that_makes_no_sense_is_refused_by_its_field()
    {
        var good = JsonNode.Parse(System.Text.Json.JsonSerializer.Serialize(app.AGroupCycle(out var facilitators)))!;
        Assert.Equal("programme", await RefusedAsync(good, plan => plan["programme"] = "yoga"));
        Assert.Equal("sessions", await RefusedAsync(good, plan => plan["sessions"]!.AsArray().RemoveAt(0)));
        Assert.Equal("sessions", await RefusedAsync(good, plan => plan["sessions"]![1] = (string)plan["sessions"]![0]!));
        Assert.Equal("facilitators[1]", await RefusedAsync(good, plan => plan["facilitators"]![1] = facilitators[0]));
        Assert.Equal("facilitators[0]", await RefusedAsync(good, plan => plan["facilitators"]![0] = app.GivenAWorker("mlspp")));
        Assert.Equal("facilitators[0]", await RefusedAsync(good, plan => plan["facilitators"]![0] = app.GivenAWorker("nrcs")));
    }

    [Fact]
    public async Task A_measure_is_taken_once_and_not_before_its_week()
    {
        var cycle = await app.Requester.CreatedAsync(
            $"{Root}/group-cycles",
            app.AGroupCycle(out _, DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-15))
        );
        var member = (Guid)(await EnrolAsync(cycle, "caregiver"))["members"]![0]!;
        await MeasureAsync(member, 0, times: 1);

        Assert.Equal(HttpStatusCode.Conflict, (await TryMeasureAsync(member, "parenting", 0)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await TryMeasureAsync(member, "parenting", 6)).StatusCode);
        Assert.Equal(["week"], await (await TryMeasureAsync(member, "parenting", 1)).FieldsAsync());
        Assert.Equal(["measure"], await (await TryMeasureAsync(member, "child-difficulties", 2)).FieldsAsync());
        var session = (await app.Requester.ReadAsync($"/group-cycles/{cycle}"))["sessions"]![0]!;
        var strange = await app.Requester.SendAsync(
            HttpMethod.Put,
            $"/group-sessions/{(Guid)session["id"]!}/attendance",
            new { present = new[] { Guid.NewGuid() } },
            "*"
        );
        Assert.Equal(["present"], await strange.FieldsAsync());
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

    /// <summary>Of three items answered alike, and three reversed ones left at never, which count 3 each.</summary>
    private static int Sum(int times) => (3 * times) + 9;

    private async Task<JsonNode> EnrolAsync(Guid cycle, params string[] roles)
    {
        var members = new List<object>();
        foreach (var role in roles)
        {
            members.Add(new { caseId = await app.ACaseAsync(), role });
        }

        return await app.Requester.ChangedAsync($"/group-cycles/{cycle}/families", new { members });
    }

    private async Task MeasureAsync(Guid member, int week, int times)
    {
        var answer = await TryMeasureAsync(member, "parenting", week, times);
        Assert.True(answer.StatusCode is HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> TryMeasureAsync(Guid member, string measure, int week, int times = 1)
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

    private async Task<JsonNode> ChangesAsync() => await app.Requester.ReadAsync("/group-programmes/strong-families/changes");

    private static JsonNode? Change(JsonNode changes, int week) =>
        changes["items"]!.AsArray().Single(item => (string)item!["measure"]! == "parenting" && (int)item["toWeek"]! == week)!["change"];

    private async Task AttendAsync(Guid session, Guid[] present, Guid[]? madeUp = null)
    {
        var answer = await app.Requester.SendAsync(HttpMethod.Put, $"/group-sessions/{session}/attendance", new { present, madeUp }, "*");
        Assert.True(answer.StatusCode is HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private async Task<JsonArray> DueAsync(Guid cycle) => (await app.Requester.ReadAsync($"/group-cycles/{cycle}"))["due"]!.AsArray();

    private async Task RemindAsync()
    {
        await using var scope = app.Service.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<MeasureReminders>().HandleAsync(TestContext.Current.CancellationToken);
    }

    private async Task<string> RefusedAsync(JsonNode good, Action<JsonNode> change)
    {
        var plan = good.DeepClone();
        change(plan);
        var answer = await app.Requester.CreateAsync($"{Root}/group-cycles", plan);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return (await answer.FieldsAsync()).Single();
    }
}
