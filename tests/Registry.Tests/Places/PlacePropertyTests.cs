using System.Net;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Places;
using Xunit;

namespace SocialServices.Registry.Tests.Places;

/// <summary>Random sequences of what an office can do to places, several at once; then every day is looked at.</summary>
public sealed class PlacePropertyTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const int Callers = 3;
    private const int CallsEach = 60;
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

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_is_done_to_places_every_day_makes_sense(int seed)
    {
        var codes = Enumerable.Range(0, 10).Select(_ => PlaceCalls.NewCode()).ToArray();

        var done = (await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => CallAsync(new Random((seed * 100) + caller))))).Sum();

        Assert.InRange(done, 15, int.MaxValue); // not everything was refused
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

        async Task<int> CallAsync(Random random)
        {
            var changed = 0;
            for (var i = 0; i < CallsEach; i++)
            {
                var (code, other) = (codes[random.Next(codes.Length)], random.Next(3) == 0 ? "TM-L" : codes[random.Next(codes.Length)]);
                var day = First.AddDays((i * 80) + random.Next(500)).ToString("yyyy-MM-dd", null);
                var kind = random.Next(2) == 0 ? "etrap" : "city";
                var answer = random.Next(6) switch
                {
                    0 or 1 => await places.DefineAsync(code, other, random.Next(4) == 0 ? null : day, kind),
                    2 or 3 => await places.RedefineAsync(code, other, from: day, kind: kind),
                    4 => await places.RedefineAsync(code, other, validFrom: day, kind: kind),
                    _ => await places.AbolishAsync(code, day, "merged", other),
                };
                Assert.True(Expected.Contains(answer.StatusCode), $"{answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
                changed += answer.IsSuccessStatusCode ? 1 : 0;
            }

            return changed;
        }
    }

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
