using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Tables;

namespace SocialServices.ServiceDefaults.Audit;

/// <summary>
/// Before the first byte of an answer about people leaves: a refusal is audited with what was asked for, and a success must have
/// been. What cannot be audited is not answered (500).
/// </summary>
internal sealed partial class AuditedAnswers(RequestDelegate next, IServiceScopeFactory scopes)
{
    private const int MaxSegments = 20;
    private const int MaxSegmentLength = 50;

    public Task InvokeAsync(HttpContext http, RequestContext context)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<AboutPeople>() is { } about)
        {
            http.Response.OnStarting(() => CheckAsync(http, context, about));
        }

        return next(http);
    }

    private Task CheckAsync(HttpContext http, RequestContext context, AboutPeople about) =>
        http.Response.StatusCode switch
        {
            _ when about.IsAnsweredElsewhere?.Invoke(http) is true => Task.CompletedTask,
            >= 400 when context.ShownInRefusal is { } shown => AuditShownAsync(http, shown),
            StatusCodes.Status403Forbidden => AuditAsync(http, context, about, AuditOutcome.Forbidden),
            StatusCodes.Status404NotFound => AuditAsync(http, context, about, AuditOutcome.NotFound),
            >= 400 when context.Refused.Count > 0 => AuditAsync(http, context, about, AuditOutcome.NotFound),
            (>= 200 and < 300) or StatusCodes.Status304NotModified when !context.HasAudited => throw new InvalidOperationException(
                $"{http.GetEndpoint()!.DisplayName} answers about people and has written no audit entry."
            ),
            _ => Task.CompletedTask,
        };

    private async Task AuditAsync(HttpContext http, RequestContext context, AboutPeople about, AuditOutcome outcome)
    {
        // Not the handler's own context: what that has not saved must not be saved now.
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDbContext>();
        var (action, asked) = (ActionOf(http), AskedFor(http.Request));
        foreach (var records in context.Refused.GroupBy(record => record.Kind, record => record.Id))
        {
            db.AuditRefusal(action, records.Key, records, outcome, asked);
        }

        if (context.Refused.Count is 0)
        {
            db.AuditRefusal(action, about.Kind, RecordsOf(http), outcome, asked);
        }

        await db.SaveChangesAsync(CancellationToken.None);
    }

    private async Task AuditShownAsync(HttpContext http, (string Action, string Kind, IReadOnlyList<Guid> Ids) shown)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ServiceDbContext>();
        db.AuditShown(shown.Action, shown.Kind, shown.Ids, AskedFor(http.Request));
        await db.SaveChangesAsync(CancellationToken.None);
    }

    /// <summary><c>ReadServiceUser</c> becomes <c>read service user</c>.</summary>
    private static string ActionOf(HttpContext http) =>
        http.GetEndpoint()!.Metadata.GetMetadata<IEndpointNameMetadata>() is { } name
            ? Capital().Replace(name.EndpointName, " $0").Trim().ToLowerInvariant()
            : http.Request.Method.ToLowerInvariant();

    /// <summary>The ids and codes that the route names; of the rest of a forwarded address, its ids.</summary>
    private static IEnumerable<string> RecordsOf(HttpContext http) =>
        http
            .Request.RouteValues.Values.OfType<string>()
            .SelectMany(value =>
                value.Split('/') is [var single] && IsPlain(single)
                    ? [single]
                    : value.Split('/').Where(segment => Guid.TryParse(segment, out _))
            );

    private static string AskedFor(HttpRequest request) =>
        $"{request.Method} /{string.Join('/', Segments(request).Take(MaxSegments).Select(segment => IsPlain(segment) ? segment : "…"))}";

    private static string[] Segments(HttpRequest request) => (request.Path.Value ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>An id, a code or a word of ours. Anything else may be a name that does not belong into an address.</summary>
    private static bool IsPlain(string segment) => segment.Length <= MaxSegmentLength && Plain().IsMatch(segment);

    [GeneratedRegex("(?<!^)[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex Capital();

    [GeneratedRegex("^(?=[a-z]|.*[0-9-])[A-Za-z0-9]+([._-][A-Za-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
