using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.ServiceDefaults.OpenApi;

/// <summary>What each status of a refusal means, with examples made of what is really answered.</summary>
/// <param name="Path">Of the operation, as it is routed.</param>
/// <param name="HasRules">Its fields or parameters have rules that the validator checks.</param>
/// <param name="IsIdempotent">It takes a key.</param>
/// <param name="Scope">That its token must have, if any.</param>
/// <param name="Person">How surely a person must act.</param>
internal sealed partial record ProblemExamples(string? Path, bool HasRules, bool IsIdempotent, RequiredScope? Scope, Assurance Person)
{
    private const string SomeRecord = "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01";

    private static readonly Dictionary<string, string> Meanings = new()
    {
        ["400"] =
            "The request cannot be read (`malformed-request`), or what it says breaks a rule of its field (`invalid-fields`); `errors` names the field.",
        ["401"] = "No valid access token.",
        ["403"] = "The token lacks the scope, a person must act, or the record belongs to another organization.",
        ["404"] = "There is no such record, or it is not for you to see.",
        ["409"] = "The record is in a state that does not allow it; `type` says why.",
        ["412"] = "The record has changed since it was read; nothing was changed.",
        ["422"] = "A field's value makes no sense here; `errors` names the field. Nothing was changed.",
        ["428"] = "The write needs `If-Match`.",
        ["503"] = "A peer does not answer just now; try again with the same `Idempotency-Key`.",
    };

    /// <summary>Says what the status means, if it is one that many operations answer.</summary>
    public void Describe(string status, OpenApiResponse response)
    {
        if (!Meanings.TryGetValue(status, out var meaning))
        {
            return;
        }

        response.Description = meaning;
        if (response.Content?.TryGetValue(DocumentedProblems.MediaType, out var media) is not true || media!.Example is not null)
        {
            return;
        }

        var examples = Of(status).Select(Json).ToList();
        if (examples is [var only])
        {
            media.Example = only;
        }
        else
        {
            media.Examples = examples.ToDictionary(
                example => ((string)example["type"]!).Split(':')[^1],
                IOpenApiExample (example) => new OpenApiExample { Summary = (string?)example["title"], Value = example }
            );
        }
    }

    private IEnumerable<ProblemDetails> Of(string status)
    {
        switch (status)
        {
            case "400":
                yield return Problems.Unreadable("from", ExpectedValue.Date).ProblemDetails;
                if (HasRules)
                {
                    yield return Broken;
                }

                if (IsIdempotent)
                {
                    yield return IdempotentEndpoint.KeyRequired.ProblemDetails;
                }

                break;
            case "401":
                yield return Plain(StatusCodes.Status401Unauthorized, ProblemTypes.Unauthenticated);
                break;
            case "403":
                yield return Plain(StatusCodes.Status403Forbidden, ProblemTypes.Forbidden, Scope?.WhenMissing);
                if (Person > Assurance.System)
                {
                    yield return RequiredAssuranceExtensions.PersonRequired(Person).ProblemDetails;
                }

                break;
            case "404":
                yield return Problems.NotFound("The record").ProblemDetails;
                break;
            case "409":
                yield return Problems.Conflict("conflict", "The record does not allow this now.").ProblemDetails;
                break;
            case "412":
                yield return Problems.Stale.ProblemDetails;
                break;
            case "422":
                yield return Problems.Invalid("place", "No place has this code today.").ProblemDetails;
                if (IsIdempotent)
                {
                    yield return IdempotentEndpoint.KeyReused.ProblemDetails;
                }

                break;
            case "428":
                yield return Problems.PreconditionRequired.ProblemDetails;
                break;
            case "503":
                yield return Problems.PeerUnavailable("registry").ProblemDetails;
                break;
        }
    }

    private static ProblemDetails Broken =>
        new HttpValidationProblemDetails(new Dictionary<string, string[]> { ["name"] = ["May have at most 100 characters."] })
        {
            Status = StatusCodes.Status400BadRequest,
            Type = ProblemTypes.InvalidFields,
            Title = ProblemTitles.InvalidFields,
        };

    private static ProblemDetails Plain(int status, string type, string? detail = null) =>
        new()
        {
            Status = status,
            Type = type,
            Title = ProblemTitles.Of(status),
            Detail = detail,
        };

    private JsonObject Json(ProblemDetails problem)
    {
        var example = JsonSerializer.SerializeToNode(problem, problem.GetType(), JsonSerializerOptions.Web)!.AsObject();
        example["instance"] = $"/{Parameters().Replace(Path ?? "", ValueOf)}";
        example["traceId"] = "0af7651916cd43dd8448eb211c80319c";
        return example;
    }

    private static string ValueOf(Match parameter) =>
        parameter.Groups["rule"].Value switch
        {
            ":guid" => SomeRecord,
            ":int" or ":long" => "1",
            _ => parameter.Groups["name"].Value,
        };

    [GeneratedRegex(@"\{\*{0,2}(?<name>\w+)(?<rule>:[^}]*)?\}")]
    private static partial Regex Parameters();
}
