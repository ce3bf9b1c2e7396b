using Grpc.Core;
using Grpc.Net.Client.Configuration;
using Grpc.Net.ClientFactory;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SocialServices.ServiceDefaults.Peers;

/// <summary>gRPC clients of the other services: with an access token, always with a deadline, retried where the peer was not reached.</summary>
public static class PeerClients
{
    // Every call of our contracts is idempotent, and UNAVAILABLE means that it was not answered: safe to repeat.
    private static readonly ServiceConfig Retries = new()
    {
        MethodConfigs =
        {
            new MethodConfig
            {
                Names = { MethodName.Default },
                RetryPolicy = new RetryPolicy
                {
                    MaxAttempts = 4,
                    InitialBackoff = TimeSpan.FromMilliseconds(100),
                    MaxBackoff = TimeSpan.FromSeconds(1),
                    BackoffMultiplier = 2,
                    RetryableStatusCodes = { StatusCode.Unavailable },
                },
            },
        },
    };

    /// <summary>A client for a service of the peer, at the addresses in <c>Services:NAME:grpc</c>.</summary>
    /// <typeparam name="TClient">Generated gRPC client; injectable when the service asks one peer only, else by <see cref="GetRequiredPeer{TClient}"/>.</typeparam>
    public static WebApplicationBuilder AddPeer<TClient>(this WebApplicationBuilder builder, string peer)
        where TClient : ClientBase<TClient>
    {
        var address = builder.Configuration.GetRequiredServiceAddress(peer, "grpc");
        builder.Services.AddOptions<PeerIdentityOptions>().BindConfiguration("Identity").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddHttpClient(nameof(PeerTokens)).AddResilienceWithin(TimeSpan.FromSeconds(5));
        builder.Services.TryAddSingleton<PeerTokens>();
        builder.Services.TryAddTransient<PeerTokenHandler>();
        builder.Services.TryAddSingleton<DeadlineInterceptor>();
        builder
            .Services.AddGrpcClient<TClient>(NameOf<TClient>(peer), options => options.Address = address)
            .ConfigureChannel(channel => channel.ServiceConfig = Retries)
            .AddInterceptor<DeadlineInterceptor>(InterceptorScope.Channel)
            .AddHttpMessageHandler<PeerTokenHandler>()
            .AddServiceDiscovery();
        builder.Services.TryAddTransient(services => services.GetRequiredPeer<TClient>(peer));
        return builder;
    }

    /// <summary>The client for one of several peers that offer the same service, such as the event log.</summary>
    public static TClient GetRequiredPeer<TClient>(this IServiceProvider services, string peer)
        where TClient : ClientBase<TClient> =>
        services.GetRequiredService<GrpcClientFactory>().CreateClient<TClient>(NameOf<TClient>(peer));

    private static string NameOf<TClient>(string peer) => $"{peer}/{typeof(TClient).Name}";
}
