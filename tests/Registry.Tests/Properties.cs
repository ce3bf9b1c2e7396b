using FsCheck;
using FsCheck.Fluent;
using SocialServices.Registry.Sites;

namespace SocialServices.Registry.Tests;

/// <summary>What properties of this project share: how they run, and how their inputs shrink.</summary>
internal static class Properties
{
    /// <summary>
    /// Runs a property that makes calls, for a test that afterwards looks at all runs. Not on the test's own thread, because FsCheck
    /// blocks it.
    /// </summary>
    public static Task CheckAsync(int runs, Property property) =>
        Task.Run(() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(runs), property));

    public static Gen<T[]> Between<T>(this Gen<T> entry, int min, int max) => Gen.Choose(min, max).SelectMany(n => entry.ArrayOf(n));

    /// <param name="smaller">What to try instead of a value for which a property fails.</param>
    public static Arbitrary<T> ShrinkBy<T>(this Gen<T> values, Func<T, IEnumerable<T>> smaller) => Arb.From(values, smaller);

    /// <summary>All lists with one entry less.</summary>
    public static IEnumerable<T[]> WithoutOne<T>(IReadOnlyList<T> entries) =>
        entries.Select((_, left) => entries.Where((_, index) => index != left).ToArray());

    public static IEnumerable<string> Shorter(string text) => WithoutOne(text.ToCharArray()).Select(characters => new string(characters));

    public static IEnumerable<Schedule> Smaller(Schedule schedule) =>
        WithoutOne(schedule.Weekly)
            .Select(weekly => schedule with { Weekly = weekly })
            .Concat(WithoutOne(schedule.Exceptions).Select(exceptions => schedule with { Exceptions = exceptions }));

    /// <summary>Calls of several callers at once. They shrink in few steps, because each step makes all calls again.</summary>
    public static Arbitrary<T[][]> Callers<T>(Gen<T[]> calls, int callers) =>
        calls
            .ArrayOf(callers)
            .ShrinkBy(all =>
                WithoutOne(all)
                    .Where(fewer => fewer.Length > 0)
                    .Concat(
                        all.Any(each => each.Length > 1)
                            ?
                            [
                                [.. all.Select(each => each[..((each.Length + 1) / 2)])],
                                [.. all.Select(each => each[((each.Length + 1) / 2)..])],
                            ]
                            : []
                    )
            );
}
