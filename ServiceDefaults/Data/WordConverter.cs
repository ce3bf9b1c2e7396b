using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SocialServices.ServiceDefaults.Data;

/// <summary>Stores an enumeration as its word.</summary>
internal sealed class WordConverter<TEnum>() : ValueConverter<TEnum, string>(value => Words.Of(value), word => Words.Parse<TEnum>(word))
    where TEnum : struct, Enum;

/// <summary>Every enumeration of every entity is stored as its word.</summary>
public static class WordColumns
{
    /// <summary>Characters of a word, at most.</summary>
    public const int MaxWordLength = 30;

    /// <summary>Several values, as an array of words.</summary>
    public static PropertyBuilder<IReadOnlyList<TEnum>> IsWords<TEnum>(this PropertyBuilder<IReadOnlyList<TEnum>> property)
        where TEnum : struct, Enum =>
        property.HasConversion(
            values => values.Select(Words.Of).ToArray(),
            words => words.Select(Words.Parse<TEnum>).ToList(),
            new ValueComparer<IReadOnlyList<TEnum>>(
                (left, right) => left!.SequenceEqual(right!),
                values => values.Count,
                values => values.ToList()
            )
        );

    internal static void UseWords(this ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(PropertiesOf))
        {
            if (
                property.GetValueConverter() is null
                && (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is { IsEnum: true } type
            )
            {
                property.SetValueConverter((ValueConverter)Activator.CreateInstance(typeof(WordConverter<>).MakeGenericType(type))!);
                property.SetMaxLength(property.GetMaxLength() ?? MaxWordLength);
            }
        }
    }

    private static IEnumerable<IMutableProperty> PropertiesOf(IMutableTypeBase type) =>
        type.GetProperties().Concat(type.GetComplexProperties().SelectMany(complex => PropertiesOf(complex.ComplexType)));
}
