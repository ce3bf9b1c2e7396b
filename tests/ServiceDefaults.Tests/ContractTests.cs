using System.Reflection;
using System.Text.Json;
using SocialServices.Contracts;
using SocialServices.ServiceDefaults.Foundation;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class ContractTests
{
    public static TheoryData<Type> Events => [.. EventTypes.All];

    [Theory]
    [MemberData(nameof(Events))]
    public void An_event_comes_back_from_JSON_as_it_was_its_id_included(Type type)
    {
        var fact = Example(type);

        var again = JsonSerializer.Deserialize(JsonSerializer.Serialize(fact, type, Json.Options), type, Json.Options);

        Assert.Equivalent(fact, again, strict: true);
        Assert.NotEqual(Guid.Empty, ((IntegrationEvent)again!).EventId);
    }

    [Theory]
    [MemberData(nameof(Events))]
    public void An_events_wire_name_says_area_fact_and_version(Type type) =>
        Assert.Matches("^(registry|training|referrals|gateway)(\\.[a-z]+(-[a-z]+)*)\\.v[1-9]$", WireNameAttribute.Of(type));

    [Theory]
    [InlineData("2015-06-02", "2021-06-01", "0-5")]
    [InlineData("2015-06-01", "2021-06-01", "6-11")]
    [InlineData("2004-02-29", "2022-02-28", "12-17")]
    [InlineData("2004-02-29", "2022-03-01", "18-24")]
    [InlineData("1961-07-06", "2021-07-06", "60+")]
    [InlineData("2030-01-01", "2021-07-06", "unknown")]
    public void An_age_band_counts_completed_years(string born, string on, string band) =>
        Assert.Equal(band, AgeBands.Of(DateOnly.Parse(born, null), DateOnly.Parse(on, null)));

    private static object Example(Type type)
    {
        if (type == typeof(Demographics))
        {
            return new Demographics("female", "25-44", true, "TM-S");
        }

        var constructor = type.GetConstructors().Single();
        var fact = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Value(parameter.ParameterType))]);
        type.GetProperty(nameof(IntegrationEvent.EventId), BindingFlags.Public | BindingFlags.Instance)!
            .SetValue(fact, Guid.CreateVersion7());
        type.GetProperty(nameof(IntegrationEvent.OccurredAt))!.SetValue(fact, new DateTimeOffset(2021, 7, 6, 9, 0, 0, TimeSpan.Zero));
        return fact;
    }

    private static object Value(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) switch
        {
            var t when t == typeof(string) => "a value",
            var t when t == typeof(Guid) => Guid.CreateVersion7(),
            var t when t == typeof(int) => 7,
            var t when t == typeof(double) => 0.5,
            var t when t == typeof(bool) => true,
            var t when t == typeof(DateTimeOffset) => new DateTimeOffset(2021, 7, 6, 9, 0, 0, TimeSpan.Zero),
            var t when t == typeof(DateOnly) => new DateOnly(2021, 7, 6),
            var t when t == typeof(string[]) => (string[])["nrcs"],
            var t when t == typeof(IReadOnlyList<string>) => new List<string> { "nrcs" },
            var t when t == typeof(IReadOnlyList<Guid>) => new List<Guid> { Guid.CreateVersion7() },
            var t when t == typeof(Demographics) => Example(t),
            var t => throw new NotSupportedException($"The test has no example of {t}."),
        };
}
