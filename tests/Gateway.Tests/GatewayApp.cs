using System.Net.Http.Headers;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialServices.Gateway.Data;
using SocialServices.Testing;

namespace SocialServices.Gateway.Tests;

/// <summary>The gateway as it runs, with its own database and the real Redis.</summary>
internal sealed class GatewayApp(Dictionary<string, string?> settings, RecordedSpans? spans = null)
    : ServiceApp<GatewayDb>("gatewaydb", settings)
{
    public const string OwnUrl = "http://gateway.test:8080";

    /// <summary>As it stands in tokens and in the metadata.</summary>
    public const string OwnIssuer = OwnUrl + "/";

    public MovableClock Clock { get; } = new();

    /// <summary>Everything that was logged.</summary>
    public CapturedLogs Logs { get; } = new();

    public static Dictionary<string, string?> Settings(params (string Key, string? Value)[] more)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Identity:Issuer"] = OwnUrl + "/",
            ["Services:registry:http:0"] = Nowhere,
            ["Services:registry:grpc:0"] = Nowhere,
            ["Identity:RequireHttps"] = "false",
            ["Services:training:http:0"] = Nowhere,
            ["Services:referrals:http:0"] = Nowhere,
            ["Services:reporting:http:0"] = Nowhere,
            ["Routes:Timeout"] = "00:00:03",
            ["Routes:MaxImportSize"] = $"{8 * 1024 * 1024}",
            ["RateLimits:Prefix"] = $"test-{Guid.NewGuid():n}:",
            ["RateLimits:PerAddress"] = "10000",
            ["RateLimits:PerAddressOpen"] = "10000",
            ["Clients:office:DisplayName"] = "Office",
            ["Clients:office:Organization"] = "mlspp",
            ["Clients:office:Scopes"] = "registry.read training.read referrals.read gateway.admin audit.read",
            ["Clients:office:Secret"] = SecretOf("office"),
            ["Clients:office:MayGrant"] = "registry.read training.read referrals.read referrals.write gateway.admin",
            ["Clients:second:DisplayName"] = "Second administrator",
            ["Clients:second:Organization"] = "mlspp",
            ["Clients:second:Scopes"] = "gateway.admin",
            ["Clients:second:MayGrant"] = "registry.read referrals.read referrals.write",
            ["Clients:second:Secret"] = SecretOf("second"),
            ["Clients:reader:DisplayName"] = "Reader",
            ["Clients:reader:Organization"] = "nrcs",
            ["Clients:reader:Scopes"] = "referrals.read",
            ["Clients:reader:Secret"] = SecretOf("reader"),
            ["Clients:dormant:DisplayName"] = "Has no secret",
            ["Clients:dormant:Scopes"] = "registry.read",
            ["Clients:registry:Secret"] = SecretOf("registry"),
            ["Clients:registry:DisplayName"] = "Registry service",
            ["Clients:registry:Scopes"] = "events.read",
        };
        foreach (var (key, value) in more)
        {
            if (value is null)
            {
                settings.Remove(key);
            }
            else
            {
                settings[key] = value;
            }
        }

        return settings;
    }

    /// <summary>A port on which nobody listens.</summary>
    public const string Nowhere = "http://127.0.0.1:9";

    public static string SecretOf(string clientId) => $"{clientId}-secret-of-more-than-32-characters";

    public HttpClient Anonymous() => new() { BaseAddress = RestAddress };

    /// <summary>A client that has got a token from the token endpoint.</summary>
    public async Task<HttpClient> ClientAsync(string clientId, string? scope = null)
    {
        var client = Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            await TokenAsync(clientId, SecretOf(clientId), scope)
        );
        return client;
    }

    /// <summary>Admits a client through the API, as the office does; a second administrator approves where that is needed.</summary>
    /// <returns>Its secret.</returns>
    public async Task<string> AdmitAsync(string id, string scopes = "registry.read", string organization = "sapi")
    {
        var aboutPeople = scopes.Contains("referrals.", StringComparison.Ordinal);
        using var office = await ClientAsync("office");
        using var created = await office.CreateAsync(
            "/api/v1/gateway/clients",
            new
            {
                id,
                displayName = "A system",
                organization,
                scopes = scopes.Split(' '),
                endsOn = aboutPeople ? DateOnly.FromDateTime(DateTime.UtcNow.AddDays(90)).ToString("yyyy-MM-dd", null) : null,
            }
        );
        var answer = await created.JsonAsync();
        if (aboutPeople)
        {
            await ApproveAsync(id);
        }

        return answer["secret"]?.GetValue<string>() ?? throw new InvalidOperationException($"Not admitted: {answer}");
    }

    public async Task ApproveAsync(string id)
    {
        using var second = await ClientAsync("second");
        using var read = await second.GetAsync($"/api/v1/gateway/clients/{id}");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/gateway/clients/{id}/approve");
        request.Headers.TryAddWithoutValidation("If-Match", read.Headers.ETag!.ToString());
        using var approved = await second.SendAsync(request);
        if (!approved.IsSuccessStatusCode)
        {
            throw new InvalidOperationException($"Not approved: {await approved.Content.ReadAsStringAsync()}");
        }
    }

    public async Task<string> TokenAsync(string clientId, string secret, string? scope = null)
    {
        using var http = Anonymous();
        using var response = await http.PostAsync("/oauth/token", Form(clientId, secret, scope));
        var json = await response.JsonAsync();
        return json["access_token"]?.GetValue<string>() ?? throw new InvalidOperationException($"No token: {json}");
    }

    public static FormUrlEncodedContent Form(
        string? clientId,
        string? secret,
        string? scope = null,
        string? grantType = "client_credentials"
    ) =>
        new(
            new Dictionary<string, string?>
            {
                ["grant_type"] = grantType,
                ["client_id"] = clientId,
                ["client_secret"] = secret,
                ["scope"] = scope,
            }
                .Where(parameter => parameter.Value is not null)
                .Select(parameter => KeyValuePair.Create(parameter.Key, parameter.Value!))
        );

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        base.ConfigureWebHost(builder);
        builder.UseSetting("Logging:LogLevel:Default", "Information");
        builder.ConfigureServices(services =>
        {
            services.AddSingleton<ILoggerProvider>(Logs).AddSingleton<TimeProvider>(Clock);
            spans?.Register(services);
        });
    }
}
