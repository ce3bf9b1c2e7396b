using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>A cycle of Strong Families, from planning to what it changed.</summary>
public sealed class GroupProgrammeTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task Attendance_and_make_up_decide_who_completed_and_the_cycle_is_told_once()
    {
        var cycle = await app.Requester.CreatedAsync($"{Root}/group-cycles", app.AGroupCycle(out _));
        var first = (Guid)(await app.EnrolAsync(cycle, "caregiver"))["members"]![0]!;
        var second = (Guid)(await app.EnrolAsync(cycle, "caregiver"))["members"]![0]!;
        var sessions = (await app.Requester.ReadAsync($"/group-cycles/{cycle}"))["sessions"]!
            .AsArray()
            .Select(s => (Guid)s!["id"]!)
            .ToList();
        await app.AttendAsync(sessions[0], [first, second]);
        await app.AttendAsync(sessions[1], [first]);
        Assert.Equal(HttpStatusCode.Conflict, (await app.Requester.ChangeAsync($"/group-cycles/{cycle}/complete", new { })).StatusCode);
        await app.AttendAsync(sessions[2], [], [first]);
        await app.AttendAsync(sessions[1], [first, second]); // corrected

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
        var member = (Guid)(await app.EnrolAsync(cycle, "caregiver"))["members"]![0]!;
        Assert.Equal(6, (await DueAsync(cycle)).Count); // two measures of a caregiver in weeks 0, 2 and 6
        await app.MeasureAsync(member, 0, times: 1);
        Assert.Equal(5, (await DueAsync(cycle)).Count);

        await app.RemindAsync();
        await app.RemindAsync();

        Assert.Equal(
            "0:1,2:2,6:2",
            await app.ScalarAsync<string>(
                $"select string_agg(data ->> 'week' || ':' || (data ->> 'missing'), ',' order by sequence) from outbox where type = 'referrals.group-measures-due.v1' and data ->> 'cycleId' = '{cycle}'"
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
        var member = (Guid)(await app.EnrolAsync(cycle, "caregiver"))["members"]![0]!;
        await app.MeasureAsync(member, 0, times: 1);

        Assert.Equal(HttpStatusCode.Conflict, (await app.TryMeasureAsync(member, "parenting", 0)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await app.TryMeasureAsync(member, "parenting", 6)).StatusCode);
        Assert.Equal(["week"], await (await app.TryMeasureAsync(member, "parenting", 1)).FieldsAsync());
        Assert.Equal(["measure"], await (await app.TryMeasureAsync(member, "child-difficulties", 2)).FieldsAsync());
        var session = (await app.Requester.ReadAsync($"/group-cycles/{cycle}"))["sessions"]![0]!;
        var strange = await app.Requester.SendAsync(
            HttpMethod.Put,
            $"/group-sessions/{(Guid)session["id"]!}/attendance",
            new { present = new[] { Guid.NewGuid() } },
            "*"
        );
        Assert.Equal(["present"], await strange.FieldsAsync());
    }

    private async Task<JsonArray> DueAsync(Guid cycle) => (await app.Requester.ReadAsync($"/group-cycles/{cycle}"))["due"]!.AsArray();

    private async Task<string> RefusedAsync(JsonNode good, Action<JsonNode> change)
    {
        var plan = good.DeepClone();
        change(plan);
        var answer = await app.Requester.CreateAsync($"{Root}/group-cycles", plan);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return (await answer.FieldsAsync()).Single();
    }
}
