using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace SocialServices.ServiceDefaults.Foundation;

/// <summary>
/// camelCase; enumerations as kebab-case words; unknown members are refused, because a misspelt field that is silently
/// dropped is how referrals get lost between systems. Texts of requests are composed (<see cref="NormalText"/>), and times without
/// an offset are Ashgabat's.
/// </summary>
public static class Json
{
    /// <summary>The rules for events and stored documents.</summary>
    public static JsonSerializerOptions Options { get; } = Apply(new JsonSerializerOptions(JsonSerializerDefaults.Web), strict: false);

    internal static void AddJson(this IServiceCollection services) =>
        services.ConfigureHttpJsonOptions(options => Apply(options.SerializerOptions, strict: true));

    private static JsonSerializerOptions Apply(JsonSerializerOptions options, bool strict)
    {
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping; // Cyrillic and Turkmen letters stay readable; answers are never HTML.
        if (strict)
        {
            options.Converters.Add(new NormalText.Converter());
            options.Converters.Add(new InstantConverter());
            options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
            options.AllowDuplicateProperties = false;
            options.RespectRequiredConstructorParameters = true;
            options.RespectNullableAnnotations = true;
            options.NumberHandling = JsonNumberHandling.Strict;
        }

        return options;
    }
}
