using SocialServices.Gateway.Data;

namespace SocialServices.Gateway.SigningKeys;

/// <summary>The command <c>--rotate-signing-key</c>: makes the next key before its time. Running replicas take it over by themselves.</summary>
internal static class RotateSigningKey
{
    public static IReadOnlyDictionary<string, Func<IServiceProvider, CancellationToken, Task<int>>> Command { get; } =
        new Dictionary<string, Func<IServiceProvider, CancellationToken, Task<int>>> { ["--rotate-signing-key"] = RunAsync };

    private static async Task<int> RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var activeFrom = await services
            .GetRequiredService<KeyRing>()
            .RotateAsync(services.GetRequiredService<GatewayDb>(), cancellationToken);
        await Console.Out.WriteLineAsync($"The newest key is in the JWKS and signs from {activeFrom:u}.");
        return 0;
    }
}
