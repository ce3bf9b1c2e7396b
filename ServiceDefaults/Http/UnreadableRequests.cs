using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Net.Http.Headers;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>What the framework or the database would fail at is refused before an answer has begun: one that is streamed could only break off.</summary>
public static class UnreadableRequests
{
    private static readonly string[] Unstorable = [NormalText.Unstorable];
    private static readonly string[] NoDate = [ExpectedValue.Date];
    private static readonly ConcurrentDictionary<MethodInfo, string[]> Dates = new();

    internal static void RefuseUnreadableRequests(this WebApplication app)
    {
        var parameters = new QueryParameters(app.Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>());
        app.Use((context, next) => Refusal(context.Request, parameters)?.ExecuteAsync(context) ?? next(context));
    }

    /// <summary>Is the body, as its type says, in another encoding than UTF-8, or its type broken? Some that a caller can name are a fault to the framework.</summary>
    public static bool HasForeignCharset(this HttpRequest request) =>
        request.ContentType is { Length: > 0 }
        && (
            !MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            || (
                type.Charset is { Length: > 0 } charset
                && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)
                && !charset.Equals("\"utf-8\"", StringComparison.OrdinalIgnoreCase)
            )
        );

    private static ProblemHttpResult? Refusal(HttpRequest request, QueryParameters parameters)
    {
        // RFC 8259: JSON is UTF-8. An encoding that the framework does not know is a fault to it.
        if (request.HasJsonContentType() && request.HasForeignCharset())
        {
            return Problems.Of(
                StatusCodes.Status415UnsupportedMediaType,
                ProblemTypes.MalformedRequest,
                "JSON must be sent in UTF-8.",
                field: "Content-Type"
            );
        }

        request.NormalizeTexts();
        // U+0000 is valid in an address and not in a text of PostgreSQL.
        var errors = request
            .Query.Where(parameter => parameter.Value.Any(value => value?.Contains('\0') is true))
            .ToDictionary(parameter => parameter.Key, _ => Unstorable);
        foreach (var date in DatesOf(request.HttpContext.GetEndpoint()).Where(date => request.Query[date].Any(text => !IsDate(text))))
        {
            errors[date] = NoDate;
        }

        if (parameters.Of(request.HttpContext) is { } declared)
        {
            foreach (var name in request.Query.Keys.Except(declared, StringComparer.OrdinalIgnoreCase))
            {
                errors[name] =
                [
                    declared.Count > 0
                        ? $"There is no such parameter; there are {string.Join(", ", declared)}."
                        : "There are no parameters.",
                ];
            }
        }

        return errors.Count == 0 ? null : Problems.Unreadable(errors);
    }

    // By themselves, minimal APIs read what the invariant culture understands: 10.11.2022 as the eleventh of October.
    private static bool IsDate(string? text) =>
        string.IsNullOrEmpty(text) || DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>The dates among the parameters of an endpoint's handler, also those in a record of parameters.</summary>
    private static string[] DatesOf(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<MethodInfo>() is { } handler
            ? Dates.GetOrAdd(
                handler,
                static method =>
                    [
                        .. method
                            .GetParameters()
                            .SelectMany(parameter =>
                                parameter.GetCustomAttribute<AsParametersAttribute>() is null
                                    ? [(parameter.Name, parameter.ParameterType)]
                                    : parameter
                                        .ParameterType.GetProperties()
                                        .Select(property => ((string?)property.Name, property.PropertyType))
                            )
                            .Where(parameter => parameter.Item2 == typeof(DateOnly) || parameter.Item2 == typeof(DateOnly?))
                            .Select(parameter => JsonNamingPolicy.CamelCase.ConvertName(parameter.Item1!)),
                    ]
            )
            : [];
}
