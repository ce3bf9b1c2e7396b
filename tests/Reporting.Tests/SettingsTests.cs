using Microsoft.Extensions.Options;
using SocialServices.Reporting.Data;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Reporting.Tests;

public sealed class SettingsTests
{
    [Theory]
    [InlineData("Suppression:Threshold", "2", "Threshold")] // it would protect nobody
    [InlineData("Rounding:Key", "", "Key")] // and no other key is taken in its place: that one would be rotated
    public async Task A_setting_that_would_protect_nobody_stops_the_process(string setting, string value, string named)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Rounding:Key"] = "a passphrase for rounding in tests, long enough",
            ["Services:registry:grpc:0"] = "http://127.0.0.1:1",
            ["Services:training:grpc:0"] = "http://127.0.0.1:1",
            ["Services:referrals:grpc:0"] = "http://127.0.0.1:1",
            [setting] = value,
        };
        await using var app = new ServiceApp<ReportingDb>("reportingdb", settings);

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(async () => await app.InitializeAsync());

        Assert.Contains(named, refusal.Message, StringComparison.Ordinal);
    }
}
