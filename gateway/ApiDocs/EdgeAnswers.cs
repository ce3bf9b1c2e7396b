using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using SocialServices.Gateway.Routes;

namespace SocialServices.Gateway.ApiDocs;

/// <summary>What the gateway itself answers, whatever the operation: described once, and referred to by every operation that does not describe it.</summary>
internal static class EdgeAnswers
{
    private const string RetryAfter = "Retry-After";

    // Before the names of what is answered below Areas.Fhir.
    private const string Fhir = "Fhir";

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
        new(
            ToForwarded.SelectMany(answer =>
                new[]
                {
                    KeyValuePair.Create(answer.Name, (JsonNode?)Response(answer.Status, answer.Meaning, Problem())),
                    KeyValuePair.Create(Fhir + answer.Name, (JsonNode?)Response(answer.Status, answer.Meaning, OperationOutcome())),
                }
            )
        );

    /// <param name="path">Of the operation.</param>
    /// <param name="operation">An operation of the document.</param>
    /// <param name="forwarded">Whether a service answers it.</param>
    public static void AddTo(string path, JsonObject operation, bool forwarded)
    {
        var responses = operation["responses"]!.AsObject();
        var prefix = new PathString(path).StartsWithSegments(Areas.Fhir) ? Fhir : "";
        foreach (var (status, name, _) in (forwarded ? ToForwarded : ToAll).Where(answer => !responses.ContainsKey(answer.Status)))
        {
            responses[status] = new JsonObject { ["$ref"] = $"#/components/responses/{prefix}{name}" };
        }
    }

    private static JsonObject Problem() =>
        new()
        {
            ["application/problem+json"] = new JsonObject
            {
                ["schema"] = new JsonObject { ["$ref"] = $"#/components/schemas/{MergedDocument.Gateway}.{nameof(ProblemDetails)}" },
            },
        };

    private static JsonObject OperationOutcome() =>
        new()
        {
            [FhirProblems.MediaType] = new JsonObject
            {
                ["schema"] = new JsonObject { ["type"] = "object", ["description"] = "An OperationOutcome of FHIR R4." },
            },
        };

    private static JsonObject Response(string status, string meaning, JsonObject content)
    {
        var response = new JsonObject { ["description"] = meaning, ["content"] = content };
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
