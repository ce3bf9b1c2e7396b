using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.ServiceDefaults.OpenApi;

/// <summary>Where an <c>ETag</c> is answered (<see cref="TaggedAnswers"/>) and where a write wants it back in <c>If-Match</c>.</summary>
internal sealed class DocumentedTags : IOpenApiOperationTransformer
{
    private static readonly JsonNode Example = "\"5713\"";

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var wanted = operation
            .Parameters?.OfType<OpenApiParameter>()
            .SingleOrDefault(parameter => parameter is { In: ParameterLocation.Header, Name: "If-Match" });
        if (wanted is not null)
        {
            wanted.Description = "The ETag of the last answer, so that nobody's change is overwritten unseen; `*` for whatever it is now.";
            wanted.Schema = new OpenApiSchema { Type = JsonSchemaType.String };
            wanted.Example = Example.DeepClone();
            wanted.Required |= operation.Responses?.ContainsKey("428") is true;
        }

        var read =
            context.Description.HttpMethod == HttpMethod.Get.Method
            && context
                .Description.ActionDescriptor.EndpointMetadata.OfType<MethodInfo>()
                .Any(handler => !IsWrittenAsRead(handler.ReturnType));
        foreach (var (status, answer) in operation.Responses ?? [])
        {
            if (
                answer is OpenApiResponse own
                && status is "200" or "201"
                && (wanted is not null || (read && own.Content?.ContainsKey("application/json") is true))
            )
            {
                own.Headers ??= new Dictionary<string, IOpenApiHeader>();
                own.Headers[HeaderNames.ETag] = new OpenApiHeader
                {
                    Description = read
                        ? "What the answer shows: for `If-None-Match`, and of a record for `If-Match` too."
                        : "The record's version, for `If-Match` of the next change.",
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    Example = Example.DeepClone(),
                };
            }
        }

        return Task.CompletedTask;
    }

    private static bool IsWrittenAsRead(Type answer) =>
        answer == typeof(PushStreamHttpResult) || answer.GetGenericArguments().Any(IsWrittenAsRead);
}
