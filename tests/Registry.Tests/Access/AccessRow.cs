using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Registry.Tests.Access;

/// <summary>One endpoint.</summary>
/// <param name="Method">GET, POST or PUT.</param>
/// <param name="Route">As it is mapped, below the API's root when it does not begin with a slash.</param>
/// <param name="Scopes">All that it needs.</param>
/// <param name="Stranger">Status for a client of another organization.</param>
/// <param name="Owner">Status for a client of the organization that the record belongs to.</param>
/// <param name="Office">Status for the programme's office.</param>
/// <param name="Body">JSON, or a CSV file; $new stands for a code that nothing has, $NEW for one of a place.</param>
/// <param name="Query">What the endpoint needs in its query.</param>
/// <param name="Private">A list in which everybody finds only what is their own.</param>
/// <param name="Assurance">How sure the endpoint wants to be which person acts.</param>
internal sealed record AccessRow(
    string Method,
    string Route,
    string Scopes,
    int Stranger,
    int Owner,
    int Office,
    string? Body = null,
    string Query = "",
    bool Private = false,
    Assurance Assurance = Assurance.System
)
{
    private static int last;

    /// <summary>As the application maps it.</summary>
    public string Template => Route.StartsWith('/') ? Route : $"/api/v1/registry/{Route}";

    public bool Writes => Method is not "GET";

    /// <summary>Of one record.</summary>
    public bool HasKey => Route.Contains('{', StringComparison.Ordinal);

    /// <summary>The same to whoever asks.</summary>
    public bool IsPublic => !Writes && !Private && Stranger is (int)HttpStatusCode.OK;

    public override string ToString() => $"{Method} {Template}";

    public static string NewCode(string prefix) => $"{prefix}{Interlocked.Increment(ref last)}";

    /// <param name="key">Of the record, where the route has one.</param>
    /// <param name="tag">The record's ETag, where it has one.</param>
    public HttpRequestMessage ToRequest(string key, string? tag)
    {
        var path = Template.IndexOf('{', StringComparison.Ordinal) is var open and >= 0
            ? $"{Template[..open]}{key}{Template[(Template.IndexOf('}', open) + 1)..]}"
            : Template;
        var request = new HttpRequestMessage(new HttpMethod(Method), path + Query);
        if (Writes)
        {
            request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        if (Body is not null)
        {
            var text = Body.Replace("$new", NewCode("new-"), StringComparison.Ordinal)
                .Replace("$NEW", NewCode("TM-N-"), StringComparison.Ordinal);
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text))
            {
                Headers = { ContentType = new MediaTypeHeaderValue(text.StartsWith('{') ? "application/json" : "text/csv") },
            };
        }

        return request;
    }
}
