using System.Collections.Frozen;
using System.Text.Json;

namespace SocialServices.ServiceDefaults.Data;

/// <summary>Enumerations as the words that stand in the database, in JSON and in events: <c>AtHome</c> is <c>at-home</c>.</summary>
public static class Words
{
    public static string Of<TEnum>(TEnum value)
        where TEnum : struct, Enum => Table<TEnum>.Names[value];

    /// <exception cref="KeyNotFoundException">The database holds a word that this version does not know.</exception>
    public static TEnum Parse<TEnum>(string word)
        where TEnum : struct, Enum => Table<TEnum>.Values[word];

    /// <returns>False for a word that is not one of the enumeration; null is no word and stays null.</returns>
    public static bool TryParse<TEnum>(string? word, out TEnum? value)
        where TEnum : struct, Enum
    {
        value = word is not null && Table<TEnum>.Values.TryGetValue(word, out var found) ? found : null;
        return word is null || value is not null;
    }

    /// <summary>All words, for the text of an error.</summary>
    public static string List<TEnum>()
        where TEnum : struct, Enum => string.Join(", ", Enum.GetValues<TEnum>().Select(Of));

    /// <summary>The reason to answer when <see cref="TryParse{TEnum}"/> says no.</summary>
    public static string Expected<TEnum>()
        where TEnum : struct, Enum => $"Must be one of: {List<TEnum>()}.";

    private static class Table<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly FrozenDictionary<TEnum, string> Names = Enum.GetValues<TEnum>()
            .ToFrozenDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));

        public static readonly FrozenDictionary<string, TEnum> Values = Names.ToFrozenDictionary(name => name.Value, name => name.Key);
    }
}
