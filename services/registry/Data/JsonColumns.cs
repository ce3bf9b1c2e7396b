using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.Registry.Data;

internal static class JsonColumns
{
    /// <summary>
    /// Stores the value whole as <c>jsonb</c>. Two values are the same when their JSON is: records with lists inside do not
    /// compare by themselves. Replace such a value, never change it in place.
    /// </summary>
    public static PropertyBuilder<TValue> IsJson<TValue>(this PropertyBuilder<TValue> property) =>
        property
            .HasColumnType("jsonb")
            .HasConversion(
                value => JsonSerializer.Serialize(value, Json.Options),
                text => JsonSerializer.Deserialize<TValue>(text, Json.Options)!,
                new ValueComparer<TValue>(
                    (one, other) => JsonSerializer.Serialize(one, Json.Options) == JsonSerializer.Serialize(other, Json.Options),
                    value => StringComparer.Ordinal.GetHashCode(JsonSerializer.Serialize(value, Json.Options)),
                    value => value
                )
            );
}
