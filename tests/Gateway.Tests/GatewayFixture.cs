using Xunit;

namespace SocialServices.Gateway.Tests;

/// <summary>A gateway with two services behind it; the other two are down.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    internal Backend Registry { get; private set; } = null!;
    internal Backend Referrals { get; private set; } = null!;
    internal RegistryPeer Register { get; private set; } = null!;
    internal GatewayApp App { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Registry = await Backend.StartAsync("registry");
        Referrals = await Backend.StartAsync("referrals");
        Register = await RegistryPeer.StartAsync();
        App = new GatewayApp(
            GatewayApp.Settings(
                ("Services:registry:http:0", Registry.Address),
                ("Services:referrals:http:0", Referrals.Address),
                ("Services:registry:grpc:0", Register.Address)
            )
        );
        await App.InitializeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Registry.DisposeAsync();
        await Referrals.DisposeAsync();
        await Register.DisposeAsync();
    }
}
