using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SocialServices.ProgrammeStory.Api;

/// <summary>The system of one organization, calling the gateway with its own credentials; or one of its workers through it.</summary>
/// <param name="gateway">The one door.</param>
/// <param name="credential">Of the system.</param>
/// <param name="worker">Who acts; null = the system by itself.</param>
internal sealed class Agency(HttpClient gateway, ClientCredential credential, Guid? worker = null)
{
    private const int Attempts = 6;
    private const int PageSize = 200;

    private static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(10);

    private readonly AccessTokens tokens = new(gateway, credential, worker);

    public static JsonSerializerOptions Json { get; } =
        new(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };

    public string Name => credential.ClientId;

    /// <summary>The same system, when a worker acts through it.</summary>
    public Agency As(Guid person) => new(gateway, credential, person);

    public Task<T> GetAsync<T>(string path, CancellationToken cancellationToken) =>
        SendAsync<T>(HttpMethod.Get, path, (object?)null, null, cancellationToken);

    /// <summary>All pages of a list.</summary>
    /// <param name="path">May have a query.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string path, CancellationToken cancellationToken)
    {
        var all = new List<T>();
        var first = $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={PageSize}";
        Page<T>? page = null;
        do
        {
            page = await GetAsync<Page<T>>(page is null ? first : $"{first}&after={Uri.EscapeDataString(page.After!)}", cancellationToken);
            all.AddRange(page.Items);
        } while (page.After is not null);

        return all;
    }

    /// <summary>A list that has one page only.</summary>
    public async Task<IReadOnlyList<T>> WholeListAsync<T>(string path, CancellationToken cancellationToken) =>
        (await GetAsync<Page<T>>(path, cancellationToken)).Items;

    /// <summary>POST that creates.</summary>
    /// <param name="path">The collection.</param>
    /// <param name="body">As JSON; null for none.</param>
    /// <param name="key">Idempotency-Key: the same in every run, so that two runs at once create one thing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<T> CreateAsync<T>(string path, object? body, string key, CancellationToken cancellationToken) =>
        SendAsync<T>(HttpMethod.Post, path, body, $"programme-story/{key}", cancellationToken);

    public Task<T> PostAsync<T>(string path, object? body, CancellationToken cancellationToken) =>
        SendAsync<T>(HttpMethod.Post, path, body, null, cancellationToken);

    /// <summary>POST that changes a record as it is now: its ETag is read before.</summary>
    /// <param name="record">Path of the record.</param>
    /// <param name="change">What is done with it, for example <c>accept</c>.</param>
    /// <param name="body">As JSON; null for none.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<T> ChangeAsync<T>(string record, string change, object? body, CancellationToken cancellationToken)
    {
        using var read = new HttpRequestMessage(HttpMethod.Get, record);
        read.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(cancellationToken));
        using var response = await gateway.AskAsync(read, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await GatewayCalls.RefusalAsync(Name, read, response, cancellationToken);
        }

        return await SendAsync<T>(
            HttpMethod.Post,
            $"{record}/{change}",
            () => body is null ? null : JsonContent.Create(body, options: Json),
            null,
            cancellationToken,
            response.Headers.ETag
        );
    }

    /// <summary>POST that changes whatever the record is now.</summary>
    public Task<T> PostAnyAsync<T>(string path, object body, CancellationToken cancellationToken) =>
        SendAsync<T>(
            HttpMethod.Post,
            path,
            () => JsonContent.Create(body, options: Json),
            null,
            cancellationToken,
            EntityTagHeaderValue.Any
        );

    /// <summary>PUT of a part of a record as it is now.</summary>
    public Task<T> ReplaceAsync<T>(string record, string part, object body, CancellationToken cancellationToken) =>
        SendAsync<T>(
            HttpMethod.Put,
            $"{record}/{part}",
            () => JsonContent.Create(body, options: Json),
            null,
            cancellationToken,
            EntityTagHeaderValue.Any
        );

    public Task<T> PutAsync<T>(string path, object body, CancellationToken cancellationToken) =>
        SendAsync<T>(HttpMethod.Put, path, body, null, cancellationToken);

    /// <summary>POST of a file.</summary>
    /// <param name="path">Where to.</param>
    /// <param name="file">The file.</param>
    /// <param name="mediaType">Of the file.</param>
    /// <param name="key">Idempotency-Key; null where none is asked for.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task<T> UploadAsync<T>(string path, byte[] file, string mediaType, string? key, CancellationToken cancellationToken) =>
        SendAsync<T>(
            HttpMethod.Post,
            path,
            () => new ByteArrayContent(file) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } },
            key is null ? null : $"programme-story/{key}",
            cancellationToken
        );

    public Task<string> TokenAsync(CancellationToken cancellationToken) => tokens.GetAsync(cancellationToken);

    private Task<T> SendAsync<T>(HttpMethod method, string path, object? body, string? key, CancellationToken cancellationToken) =>
        SendAsync<T>(method, path, () => body is null ? null : JsonContent.Create(body, options: Json), key, cancellationToken);

    /// <summary>Refusals for the moment (429, 503) changed nothing and are repeated; everything else is an end.</summary>
    private async Task<T> SendAsync<T>(
        HttpMethod method,
        string path,
        Func<HttpContent?> content,
        string? key,
        CancellationToken cancellationToken,
        EntityTagHeaderValue? ifMatch = null
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            using var request = new HttpRequestMessage(method, path);
            request.Content = content();
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await TokenAsync(cancellationToken));
            if (key is not null)
            {
                request.Headers.Add("Idempotency-Key", key);
            }

            if (ifMatch is not null)
            {
                request.Headers.IfMatch.Add(ifMatch);
            }

            using var response = await gateway.AskAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return (await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken))!;
            }

            if (attempt == Attempts || response.StatusCode is not (HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable))
            {
                throw await GatewayCalls.RefusalAsync(Name, request, response, cancellationToken);
            }

            var wait = response.Headers.RetryAfter?.Delta ?? TimeSpan.FromSeconds(attempt);
            await Task.Delay(wait < MaxWait ? wait : MaxWait, cancellationToken);
        }
    }

    private sealed record Page<T>(IReadOnlyList<T> Items, string? After);
}
