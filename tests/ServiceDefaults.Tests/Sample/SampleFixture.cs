using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests.Sample;

/// <summary>One running sample service with a database of its own for a test class.</summary>
public sealed class SampleFixture : IAsyncLifetime
{
    internal TestDatabase Database { get; private set; } = null!;
    internal SampleApp Sample { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Database = await TestDatabase.CreateAsync();
        Sample = await SampleApp.StartAsync(Database);
    }

    public async ValueTask DisposeAsync()
    {
        await Sample.DisposeAsync();
        await Database.DisposeAsync();
    }
}
