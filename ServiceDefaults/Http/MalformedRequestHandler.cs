using System.Data.Common;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>A request that cannot be read: 400 (413, 415 …) with the field at fault, never its value.</summary>
internal sealed class MalformedRequestHandler(IProblemDetailsService problems, IOptions<JsonOptions> json) : IExceptionHandler
{
    private const string CharacterNotInRepertoire = "22021"; // of SQL
    private const string UntranslatableCharacter = "22P05"; // of PostgreSQL
    private static readonly string[] Missing = ["Is required."];

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (HasUnstorableText(exception))
        {
            exception = new BadHttpRequestException("A text holds a character that cannot be stored.", exception);
        }

        if (exception is not BadHttpRequestException malformed)
        {
            return false;
        }

        httpContext.Response.StatusCode = malformed.StatusCode;
        return await problems.TryWriteAsync(
            new ProblemDetailsContext
            {
                HttpContext = httpContext,
                ProblemDetails = new HttpValidationProblemDetails(
                    Fields(malformed, httpContext.Features.Get<IExceptionHandlerFeature>()?.Endpoint)
                )
                {
                    Status = malformed.StatusCode,
                    Type = ProblemTypes.MalformedRequest,
                    Title = ProblemTitles.Unreadable,
                },
            }
        );
    }

    // U+0000: valid in JSON and in an address, not in a text of PostgreSQL.
    private static bool HasUnstorableText(Exception exception) =>
        (exception as DbException ?? exception.InnerException as DbException)?.SqlState
            is CharacterNotInRepertoire
                or UntranslatableCharacter;

    private Dictionary<string, string[]> Fields(BadHttpRequestException malformed, Endpoint? endpoint) =>
        malformed.InnerException switch
        {
            _ when malformed.StatusCode is StatusCodes.Status413PayloadTooLarge => new() { ["body"] = [malformed.Message] }, // the server's own words, with the limit
            JsonException body when IsIncomplete(body) => Quoted(body.Message)
                .ToDictionary(name => body.Path is null or "$" ? name : $"{FieldOf(body)}.{name}", _ => Missing),
            JsonException body => new() { [FieldOf(body)] = [ReasonOf(body, endpoint)] },
            _ => OfParameter(malformed.Message, endpoint),
        };

    private static string FieldOf(JsonException json) => json.Path is null or "$" ? "body" : json.Path.TrimStart('$').TrimStart('.');

    // System.Text.Json quotes names of types and members, not values, except in these three kinds of message.
    private string ReasonOf(JsonException body, Endpoint? endpoint) =>
        body.Message switch
        {
            NormalText.Unstorable => NormalText.Unstorable,
            var message when message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) => "Unknown field.",
            var message when message.Contains("Duplicate property", StringComparison.Ordinal) => "The field occurs twice.",
            var message when message.Contains("could not be converted", StringComparison.Ordinal) => ExpectedValue.At(
                body.Path,
                endpoint,
                json.Value.SerializerOptions
            ) ?? ExpectedValue.Unknown,
            var message
                when message.Contains("doesn't allow null", StringComparison.Ordinal)
                    || message.Contains("doesn't allow setting null", StringComparison.Ordinal) => "Must not be null.",
            _ => body.LineNumber is { } line ? $"Not valid JSON near line {line + 1}." : "Not valid JSON.",
        };

    private static bool IsIncomplete(JsonException json) =>
        json.Message.Contains("missing required properties including", StringComparison.Ordinal);

    private static IEnumerable<string> Quoted(string message) =>
        message[message.IndexOf("including", StringComparison.Ordinal)..].Split('\'').Where((_, index) => index % 2 == 1).Distinct();

    // "Required parameter "string X-Name" was not provided from header." and its relatives.
    private Dictionary<string, string[]> OfParameter(string message, Endpoint? endpoint)
    {
        var missing =
            message.StartsWith("Required parameter", StringComparison.Ordinal)
            || message.Contains("no body was provided", StringComparison.Ordinal)
                ? Missing
                : null;
        return message.Split('"') switch
        {
            _ when message.Contains("body", StringComparison.OrdinalIgnoreCase) => new() { ["body"] = missing ?? [ExpectedValue.Unknown] },
            [_, var parameter, ..] when parameter.Split(' ')[^1] is var code => new()
            {
                [ParameterName.Of(code, endpoint)] =
                    missing ?? [ExpectedValue.Of(code, endpoint, json.Value.SerializerOptions) ?? ExpectedValue.Unknown],
            },
            _ => [],
        };
    }
}
