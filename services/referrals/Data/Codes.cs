using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SocialServices.Referrals.Data;

/// <summary>Enumerations as the codes of the API, the events and the database: <c>InProgress</c> is <c>in-progress</c>.</summary>
internal static class Codes
{
    private const int MaxCodeLength = 30;

    public static string Code<T>(this T value)
        where T : struct, Enum => Of<T>.ByValue[value];

    public static bool TryParse<T>(string code, out T value)
        where T : struct, Enum => Of<T>.ByCode.TryGetValue(code, out value);

    public static string List<T>()
        where T : struct, Enum => string.Join(", ", Of<T>.ByCode.Keys.Order(StringComparer.Ordinal));

    public static PropertyBuilder<T> IsCode<T>(this PropertyBuilder<T> property)
        where T : struct, Enum => property.HasConversion(value => value.Code(), code => Parse<T>(code)).HasMaxLength(MaxCodeLength);

    public static PropertyBuilder<T?> IsCode<T>(this PropertyBuilder<T?> property)
        where T : struct, Enum => property.HasConversion(value => value!.Value.Code(), code => Parse<T>(code)).HasMaxLength(MaxCodeLength);

    public static PropertyBuilder<IReadOnlyList<T>> IsCodes<T>(this PropertyBuilder<IReadOnlyList<T>> property)
        where T : struct, Enum =>
        property.HasConversion(
            values => values.Select(value => value.Code()).ToArray(),
            codes => codes.Select(Parse<T>).ToList(),
            new ValueComparer<IReadOnlyList<T>>(
                (left, right) => left!.SequenceEqual(right!),
                values => values.Count,
                values => values.ToList()
            )
        );

    private static T Parse<T>(string code)
        where T : struct, Enum => Of<T>.ByCode[code];

    private static class Of<T>
        where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> ByValue = Enum.GetValues<T>()
            .ToFrozenDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, T> ByCode = ByValue.ToFrozenDictionary(pair => pair.Value, pair => pair.Key);
    }
}
