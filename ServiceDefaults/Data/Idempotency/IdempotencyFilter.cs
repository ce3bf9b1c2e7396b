using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.ServiceDefaults.Tables;

namespace SocialServices.ServiceDefaults.Idempotency;

/// <summary>
/// <c>Idempotency-Key</c> (draft-ietf-httpapi-idempotency-key-header): a repeated POST gets the first answer and changes nothing.
/// Only successful answers are kept: a refused request changed nothing and may be corrected under the same key.
/// </summary>
internal sealed class IdempotencyFilter(ServiceDbContext db, RequestContext context, Envelope envelope, TimeProvider clock)
    : IEndpointFilter
{
    private const string Header = IdempotentEndpoint.Header;

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var http = invocation.HttpContext;
        var key = http.Request.Headers[Header].ToString();
        if (key is "" || key.Length > IdempotentEndpoint.MaxKeyLength)
        {
            return IdempotentEndpoint.KeyRequired;
        }

        var request = new IdempotentRequest(db, context.KeyHolder, key, await FingerprintAsync(http.Request), clock.GetUtcNow());
        if (await request.FindAsync(http.RequestAborted) is { } earlier)
        {
            return await ReplayAsync(request, earlier, http);
        }

        context.Idempotency = request;
        try
        {
            return await FinishAsync(request, await next(invocation), http);
        }
        catch (IdempotencyKeyTakenException)
        {
            return await ReplayAsync(request, (await request.FindAsync(http.RequestAborted))!, http);
        }
    }

    private async Task<object?> FinishAsync(IdempotentRequest request, object? result, HttpContext http)
    {
        if (!request.HasWritten || result is not IResult answer)
        {
            return result;
        }

        var (body, original) = (new MemoryStream(), http.Response.Body);
        http.Response.Body = body;
        try
        {
            await answer.ExecuteAsync(http);
            await http.Response.BodyWriter.FlushAsync(http.RequestAborted);
        }
        finally
        {
            http.Response.Body = original;
        }

        if (http.Response.StatusCode is >= 200 and < 300)
        {
            var stored = envelope.Seal(
                StoredAnswer.Of(http.Response, WithoutSecret(answer, http) ?? body.ToArray()),
                request.AnswerId,
                nameof(IdempotencyKey.Answer)
            );
            await request.CommitAsync(http.Response.StatusCode, stored, http.RequestAborted);
        }
        else
        {
            await request.RollBackAsync(http.RequestAborted);
        }

        body.Position = 0;
        await body.CopyToAsync(original, http.RequestAborted);
        return TypedResults.Empty;
    }

    /// <returns>Null when the answer holds no secret.</returns>
    private static byte[]? WithoutSecret(IResult answer, HttpContext http) =>
        (answer is INestedHttpResult nested ? nested.Result : answer) is IValueHttpResult { Value: IToldOnce told }
            ? JsonSerializer.SerializeToUtf8Bytes(
                told.WithoutSecret,
                http.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions
            )
            : null;

    private async Task<object?> ReplayAsync(IdempotentRequest request, IdempotencyKey earlier, HttpContext http)
    {
        if (!request.IsSameAs(earlier))
        {
            return IdempotentEndpoint.KeyReused;
        }

        var answer = envelope.Open<StoredAnswer>(earlier.Answer!, earlier.AnswerId, nameof(earlier.Answer));
        if (http.GetEndpoint()?.Metadata.GetMetadata<AboutPeople>() is { } about)
        {
            // What a lost race has not saved must not be saved now, and the key is the other's.
            db.ChangeTracker.Clear();
            context.Idempotency = null;
            db.Audit("repeat answer", answer.Location is { } record ? $"{about.Kind}/{record.Split('/')[^1]}" : about.Kind);
            await db.SaveChangesAsync(http.RequestAborted);
        }

        await answer.ReplayAsync(http.Response, earlier.Status!.Value, http.RequestAborted);
        return TypedResults.Empty;
    }

    private static async Task<byte[]> FingerprintAsync(HttpRequest request)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{request.Method} {request.Path}{request.QueryString}\n"));
        if (request.Body.CanSeek)
        {
            request.Body.Position = 0;
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
            hash.AppendData(body.GetBuffer().AsSpan(0, (int)body.Length));
        }

        return hash.GetHashAndReset();
    }
}
