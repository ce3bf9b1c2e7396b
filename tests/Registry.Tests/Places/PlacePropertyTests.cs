using System.Net;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Places;
using Xunit;

namespace SocialServices.Registry.Tests.Places;

/// <summary>Any sequences of what an office can do to places, several at once; then every day is looked at.</summary>
public sealed class PlacePropertyTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const int Callers = 3;
    private const int CallsEach = 60;
    private const int Codes = 10;
    private static readonly DateOnly First = new(2000, 1, 1);
    private static readonly HttpStatusCode[] Expected =
    [
        HttpStatusCode.OK,
        HttpStatusCode.Created,
        HttpStatusCode.UnprocessableEntity,
        HttpStatusCode.Conflict,
        HttpStatusCode.PreconditionFailed,
        HttpStatusCode.NotFound,
    ];

    private readonly PlaceCalls places = new(app);

    [Fact]
    public async Task Whatever_is_done_to_places_every_day_makes_sense()
    {
        var done = 0;

        await Properties.CheckAsync(
            3,
            Prop.ForAll(Properties.Callers(Calls(), Callers), async callers => done += await MakesSenseAsync(callers))
        );

        Assert.InRange(done, 45, int.MaxValue); // not everything was refused
    }

    /// <returns>How many calls changed something.</returns>
    private async Task<int> MakesSenseAsync(Call[][] callers)
    {
        var codes = Enumerable.Range(0, Codes).Select(_ => PlaceCalls.NewCode()).ToArray();

        var done = (await Task.WhenAll(callers.Select(CallAsync))).Sum();

        await using var db = app.OpenDatabase();
        var geography = await Geography.ReadAsync(db, CancellationToken.None);
        var days = geography
            .Versions.Where(v => codes.Contains(v.Code))
            .SelectMany(v => new[] { v.ValidFrom, v.ValidUntil })
            .Concat(geography.Successions.Select(s => (DateOnly?)s.Day))
            .OfType<DateOnly>()
            .SelectMany(day => new[] { day.AddDays(-1), day, day.AddDays(1) })
            .Distinct()
            .ToList();
        foreach (var day in days)
        {
            AssertMakesSense(geography, codes, day);
        }

        foreach (var succession in geography.Successions)
        {
            Assert.NotNull(geography.Find(succession.ToCode, succession.Day));
            Assert.Null(geography.Find(succession.FromCode, succession.Day));
            Assert.NotEmpty(geography.SuccessorsOf(succession.FromCode, succession.Day));
        }

        foreach (var day in days.Where((_, index) => index % 7 == 0))
        {
            foreach (var code in codes.Append("TM-L").Where(geography.Knows))
            {
                Assert.Equal(Within(geography, code, day), (await db.PlacesWithin(code, day).ToListAsync()).Order(StringComparer.Ordinal));
            }
        }

        return done;

        async Task<int> CallAsync(Call[] calls)
        {
            var changed = 0;
            foreach (var call in calls)
            {
                var (code, other) = (codes[call.Code], call.Other is { } number ? codes[number] : "TM-L");
                var day = First.AddDays(call.Day).ToString("yyyy-MM-dd", null);
                var answer = call.What switch
                {
                    What.Define => await places.DefineAsync(code, other, day, call.Kind),
                    What.DefineFromTheBeginning => await places.DefineAsync(code, other, null, call.Kind),
                    What.Change => await places.RedefineAsync(code, other, from: day, kind: call.Kind),
                    What.Correct => await places.RedefineAsync(code, other, validFrom: day, kind: call.Kind),
                    _ => await places.AbolishAsync(code, day, "merged", other),
                };
                Assert.True(Expected.Contains(answer.StatusCode), $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                changed += answer.IsSuccessStatusCode ? 1 : 0;
            }

            return changed;
        }
    }

    /// <summary>A call goes on where the one before it was, some eighty days later.</summary>
    private static Gen<Call[]> Calls() =>
        (
            from what in Gen.Frequency(
                (1, Gen.Constant(What.DefineFromTheBeginning)),
                (3, Gen.Constant(What.Define)),
                (4, Gen.Constant(What.Change)),
                (2, Gen.Constant(What.Correct)),
                (2, Gen.Constant(What.Abolish))
            )
            from code in Gen.Choose(0, Codes - 1)
            from other in Gen.Frequency((1, Gen.Constant<int?>(null)), (2, Gen.Choose(0, Codes - 1).Select(number => (int?)number)))
            from day in Gen.Choose(0, 499)
            from kind in Gen.Elements("etrap", "city")
            select new Call(what, code, other, day, kind)
        )
            .ArrayOf(CallsEach)
            .Select(calls => calls.Select((call, i) => call with { Day = (i * 80) + call.Day }).ToArray());

    private enum What
    {
        Define,
        DefineFromTheBeginning,
        Change,
        Correct,
        Abolish,
    }

    /// <param name="Other">The place that it is part of, or that succeeds it; null: a velayat of the reference data.</param>
    private sealed record Call(What What, int Code, int? Other, int Day, string Kind);

    private static void AssertMakesSense(Geography geography, IEnumerable<string> codes, DateOnly day)
    {
        foreach (var code in codes.Where(geography.Knows))
        {
            var living = geography.VersionsOf(code).Where(version => version.IsOn(day)).ToList();
            Assert.True(living.Count <= 1, $"{code} is two things on {day}.");
            Assert.All(
                living,
                version =>
                    Assert.True(
                        version.ValidFrom is null || version.ParentCode is null || geography.Find(version.ParentCode, day) is not null,
                        $"{code} is part of nothing on {day}."
                    )
            );
            Assert.All(
                living,
                version =>
                    Assert.True(
                        version.ParentCode is null
                            || geography.Find(version.ParentCode, day) is not { } whole
                            || whole.Kind is PlaceKind.Velayat
                            || whole.Kind != version.Kind,
                        $"{code} is part of a place of its own kind on {day}."
                    )
            );
            var above = geography.Above(code, day).Take(100).ToList();
            Assert.True(above.Count < 100 && above.Distinct().Count() == above.Count, $"{code} is part of itself on {day}.");
        }
    }

    // By the definition, one place after the other: an abolished place counts to its last successors, else to its last parent.
    private static IEnumerable<string> Within(Geography geography, string code, DateOnly day)
    {
        var all = geography.Versions.Select(version => version.Code).Distinct().ToList();
        var within = new HashSet<string> { code };
        for (var before = 0; before < within.Count; )
        {
            before = within.Count;
            within.UnionWith(all.Where(place => Wholes(place).Any(whole => whole is not null && within.Contains(whole))));
        }

        return within.Order(StringComparer.Ordinal);

        IEnumerable<string?> Wholes(string place)
        {
            if (geography.Find(place, day) is { } version)
            {
                return [version.ParentCode];
            }

            var successors = geography.LastSuccessionsOf(place, day).Select(s => s.ToCode).ToList();
            return successors.Count > 0
                ? successors
                : (IEnumerable<string?>)[geography.VersionsOf(place).LastOrDefault(v => v.ValidUntil < day)?.ParentCode];
        }
    }
}
