using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;

namespace SocialServices.Gateway.ApiDocs;

/// <summary>What the gateway itself answers, whatever the operation: described once, and referred to by every operation that does not describe it.</summary>
internal static class EdgeAnswers
{
    private const string RetryAfter = "Retry-After";

    private static readonly (string Status, string Name, string Meaning)[] ToAll =
    [
        ("429", "TooManyRequests", "Too many requests: wait as many seconds as `Retry-After` says."),
    ];

    private static readonly (string Status, string Name, string Meaning)[] ToForwarded =
    [
        .. ToAll,
        (
            "502",
            "ServiceDoesNotAnswer",
            "The service does not answer just now. Whether the request took effect is not known: repeat it with the same `Idempotency-Key`."
        ),
        ("503", "ServiceNotAvailable", "The service is not available just now. Nothing was changed; try again later."),
        (
            "504",
            "ServiceTooSlow",
            "The service did not answer in time. Whether the request took effect is not known: repeat it with the same `Idempotency-Key`."
        ),
    ];

    /// <summary>For the document's <c>components</c>.</summary>
    public static JsonObject Responses() =>
        new(ToForwarded.Select(answer => KeyValuePair.Create(answer.Name, (JsonNode?)Response(answer.Status, answer.Meaning))));

    /// <param name="operation">An operation of the document.</param>
    /// <param name="forwarded">Whether a service answers it.</param>
    public static void AddTo(JsonObject operation, bool forwarded)
    {
        var responses = operation["responses"]!.AsObject();
        foreach (var (status, name, _) in (forwarded ? ToForwarded : ToAll).Where(answer => !responses.ContainsKey(answer.Status)))
        {
            responses[status] = new JsonObject { ["$ref"] = $"#/components/responses/{name}" };
        }
    }

    private static JsonObject Response(string status, string meaning)
    {
        var response = new JsonObject
        {
            ["description"] = meaning,
            ["content"] = new JsonObject
            {
                ["application/problem+json"] = new JsonObject
                {
                    ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{MergedDocument.Gateway}.{nameof(ProblemDetails)}" },
                },
            },
        };
        if (status is "429")
        {
            response["headers"] = new JsonObject
            {
                [RetryAfter] = new JsonObject
                {
                    ["description"] = "Seconds.",
                    ["schema"] = new JsonObject { ["type"] = "integer", ["minimum"] = 0 },
                },
            };
        }

        return response;
    }
}
