using System.Net;
using SocialServices.ProgrammeStory.Data;
using SocialServices.Stack.Tests.Dashboard;
using SocialServices.Stack.Tests.Running;
using SocialServices.Testing;

namespace SocialServices.Stack.Tests;

[Collection(RunningSystemCollection.Name)]
public sealed class PrivacyTests(RunningSystem system)
{
    private const string RefusedName = "Gizlinowa";

    [Fact]
    public async Task Nothing_that_identifies_a_person_is_in_logs_traces_or_on_a_console()
    {
        await system.StoryAsync();
        await RefuseAPersonAsync();

        var names = PersonalWords();
        foreach (var resource in system.Resources.Projects)
        {
            AssertFree(names, $"console of {resource.Name}", string.Join('\n', await system.Resources.ConsoleAsync(resource)));
        }

        var (logs, traces) = (await system.Telemetry.TextAsync("logs"), await system.Telemetry.TextAsync("traces"));
        AssertFree(names, "structured logs", logs);
        AssertFree(names, "traces", traces);
        Assert.Contains("Application started", logs, StringComparison.Ordinal);
        Assert.Contains("/api/v1/referrals/service-users/search", traces, StringComparison.Ordinal);
    }

    /// <summary>Refused input is what gets logged by accident. Its trace in the dashboard tells that what was logged is there too.</summary>
    private async Task RefuseAPersonAsync()
    {
        using var ministry = await system.WorkerAsync("cases");
        var (id, header) = Trace.New();
        ministry.DefaultRequestHeaders.Add("traceparent", header);
        using var refused = await ministry.CreateAsync(
            "/api/v1/referrals/service-users",
            new
            {
                person = new
                {
                    givenName = "Ogulgizlin",
                    familyName = RefusedName,
                    sex = "female",
                    place = RefusedName,
                },
            }
        );
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(["person.place"], await refused.FieldsAsync());
        await system.Telemetry.TraceAsync(id, trace => trace.Has("referrals", SpanKind.Server, "service-users"));
    }

    private static List<string> PersonalWords() =>
        [
            RefusedName,
            "Ogulgizlin",
            CaseManager.Of("mlspp").GivenName,
            CaseManager.Of("mlspp").FamilyName,
            .. Workforce.All.SelectMany(participant => new[] { participant.Person.GivenName, participant.Person.FamilyName }),
            .. Families.All.SelectMany(family =>
                family.Members.Select(member => member.GivenName).Append(family.Name).Append($"STORY-{family.Code}")
            ),
        ];

    private static void AssertFree(IReadOnlyCollection<string> names, string where, string text)
    {
        Assert.NotEmpty(text);
        Assert.Empty(names.Where(name => text.Contains(name, StringComparison.OrdinalIgnoreCase)).Select(name => $"{name} in the {where}"));
    }
}
