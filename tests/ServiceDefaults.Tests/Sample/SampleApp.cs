using System.Net.Http.Headers;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Inbox;
using SocialServices.ServiceDefaults.Messaging;
using SocialServices.Testing;

namespace SocialServices.ServiceDefaults.Tests.Sample;

/// <summary>One replica of the sample service on real servers.</summary>
internal sealed class SampleApp : IAsyncDisposable
{
    private readonly TestIssuer issuer;
    private readonly List<GrpcChannel> channels = [];

    private SampleApp(WebApplication app, TestIssuer issuer, Dictionary<string, string?> settings)
    {
        this.issuer = issuer;
        (App, Settings) = (app, settings);
    }

    public WebApplication App { get; }
    public Dictionary<string, string?> Settings { get; }
    public Uri RestAddress => new(App.Urls.First());
    public Uri GrpcAddress => new(App.Urls.Last());

    public static async Task<SampleApp> StartAsync(
        TestDatabase database,
        Action<Dictionary<string, string?>>? change = null,
        Action<EventSubscriptions>? subscribe = null,
        Action<WebApplicationBuilder>? configure = null,
        Action<WebApplication>? map = null
    )
    {
        var issuer = await TestIssuer.SharedAsync();
        var settings = TestSettings.For("sampledb", database.ConnectionString, issuer.Authority);
        change?.Invoke(settings);
        await Migrations.ApplyAsync(new DbContextOptionsBuilder<SampleDb>().UseNpgsql(database.ConnectionString).Options);

        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = settings.GetValueOrDefault("environment") }
        );
        builder.Configuration.AddInMemoryCollection(settings);
        builder.AddServiceDefaults("sample");
        builder.AddAccessTokens();
        builder.AddServiceDatabase<SampleDb>("sampledb");
        builder.AddMessaging(subscribe);
        builder.Services.AddValidation();
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseServiceDefaults();
        app.MapServiceDefaults();
        app.MapGrpcDefaults();
        SampleApi.Map(app);
        map?.Invoke(app);
        try
        {
            await app.StartAsync();
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        await BusReady.WaitAsync(new Uri(app.Urls.First()));
        return new SampleApp(app, issuer, settings);
    }

    public HttpClient Client(
        string? scopes = Scopes.RegistryRead,
        string clientId = "test-client",
        string? token = null,
        ActingPerson? person = null
    )
    {
        var client = new HttpClient { BaseAddress = RestAddress };
        if (scopes is not null || token is not null)
        {
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
                "Bearer",
                token ?? issuer.Token(scopes!, clientId: clientId, person: person)
            );
        }

        return client;
    }

    public CallInvoker Grpc(string scopes)
    {
        var channel = GrpcChannel.ForAddress(GrpcAddress);
        channels.Add(channel);
        return channel.Intercept(metadata =>
        {
            metadata.Add("authorization", $"Bearer {issuer.Token(scopes)}");
            return metadata;
        });
    }

    public async Task<T> InDatabaseAsync<T>(Func<SampleDb, Task<T>> useAsync)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await useAsync(scope.ServiceProvider.GetRequiredService<SampleDb>());
    }

    public async ValueTask DisposeAsync()
    {
        channels.ForEach(channel => channel.Dispose());
        await App.StopAsync();
        await App.DisposeAsync();
    }
}
