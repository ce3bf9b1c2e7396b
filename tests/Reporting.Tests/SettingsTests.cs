using Microsoft.Extensions.Options;
using SocialServices.Reporting.Data;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Reporting.Tests;

public sealed class SettingsTests
{
    [Fact]
    public async Task A_threshold_that_would_protect_nobody_stops_the_process()
    {
        await using var app = new ServiceApp<ReportingDb>(
            "reportingdb",
            new()
            {
                ["Suppression:Threshold"] = "2",
                ["Services:registry:grpc:0"] = "http://127.0.0.1:1",
                ["Services:training:grpc:0"] = "http://127.0.0.1:1",
                ["Services:referrals:grpc:0"] = "http://127.0.0.1:1",
            }
        );

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(async () => await app.InitializeAsync());

        Assert.Contains("Threshold", refusal.Message, StringComparison.Ordinal);
    }
}
