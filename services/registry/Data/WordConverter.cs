using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace SocialServices.Registry.Data;

/// <summary>Stores an enumeration as its word.</summary>
internal sealed class WordConverter<TEnum>() : ValueConverter<TEnum, string>(value => Words.Of(value), word => Words.Parse<TEnum>(word))
    where TEnum : struct, Enum;
