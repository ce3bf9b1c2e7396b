namespace SocialServices.AppHost.Tests.Engine;

public sealed class ParameterTests : IAsyncDisposable
{
    private readonly TestSystem _system = new();

    [Fact]
    public async Task A_generated_value_is_kept_for_the_next_run_and_for_its_owner_only()
    {
        var first = await ValueAsync("password", persist: true);

        Assert.Equal(first, await ValueAsync("password", persist: true));
        Assert.NotEqual(first, await ValueAsync("other", persist: true));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_system.File("secrets.json")));
    }

    [Fact]
    public async Task A_value_that_is_not_kept_is_new_every_time() =>
        Assert.NotEqual(await ValueAsync("password", persist: false), await ValueAsync("password", persist: false));

    [Fact]
    public async Task A_value_that_is_set_wins()
    {
        _system.Builder.Configuration["Parameters:password"] = "given";

        Assert.Equal("given", await ValueAsync("password", persist: true));
    }

    [Fact]
    public async Task A_generated_value_has_every_kind_of_character_that_is_allowed()
    {
        var value = await ValueAsync("password", persist: false);

        Assert.Equal(22, value.Length);
        Assert.Contains(value, char.IsAsciiLetterLower);
        Assert.Contains(value, char.IsAsciiLetterUpper);
        Assert.Contains(value, char.IsAsciiDigit);
        Assert.DoesNotContain(value, character => !char.IsAsciiLetterOrDigit(character));
    }

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    /// <summary>Of a new builder on the same state directory: the next run.</summary>
    private async Task<string> ValueAsync(string name, bool persist)
    {
        var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { DisableDashboard = true, ProjectDirectory = _system.File("") });
        builder.Configuration["StateDirectory"] = _system.File("");
        builder.Configuration["Parameters:password"] = _system.Builder.Configuration["Parameters:password"];
        var parameter = builder.AddParameter(name, new GenerateParameterDefault { Special = false }, secret: true, persist: persist);
        return (await parameter.Resource.GetValueAsync(TestContext.Current.CancellationToken))!;
    }
}
