using System.Diagnostics;
using System.Text.RegularExpressions;
using Microsoft.IdentityModel.JsonWebTokens;
using Xunit;

namespace SocialServices.Gateway.Tests;

/// <summary>The commands of the quick start for agencies, as they stand there, against the running gateway.</summary>
public sealed partial class QuickStartTests(AgencyFixture agency) : IClassFixture<AgencyFixture>
{
    private const string ClientId = "by-hand";

    [Fact]
    public async Task The_quick_start_leads_to_a_token_of_each_kind()
    {
        await agency.App.AdmitAsync(ClientId, "registry.read referrals.read", AgencyFixture.Organization);
        var worker = agency.Register.Hire(AgencyFixture.Organization);

        var (output, tokens) = await RunAsync(
            new()
            {
                ["GATEWAY"] = agency.App.RestAddress.ToString().TrimEnd('/'),
                ["CLIENT_ID"] = ClientId,
                ["WORKER_ID"] = worker.ToString(),
                ["OFFICE_TOKEN"] = await agency.App.TokenAsync("office", GatewayApp.SecretOf("office")),
                ["SECOND_TOKEN"] = await agency.App.TokenAsync("second", GatewayApp.SecretOf("second")),
                ["PROVIDER"] = agency.Provider.Authority,
                ["PROVIDER_CLIENT_ID"] = "by-hand-there",
                ["ID_TOKEN"] = agency.Login(worker, ("aud", "by-hand-there")),
            }
        );

        Assert.True(tokens.Count == 3, output);
        Assert.Equal(["system", "asserted", "authenticated"], tokens.Select(token => token.GetPayloadValue<string>("assurance")));
        Assert.Equal([ClientId, worker.ToString(), worker.ToString()], tokens.Select(token => token.Subject));
    }

    /// <returns>What the commands printed, and the tokens that reached the services behind the gateway.</returns>
    private static async Task<(string Output, IReadOnlyList<JsonWebToken> Tokens)> RunAsync(Dictionary<string, string> variables)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "quick-start-agencies.md"));
        var commands = string.Join('\n', Block().Matches(page).Select(block => block.Groups[1].Value));
        var directory = Directory.CreateTempSubdirectory("quick-start-");
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", commands])
        {
            WorkingDirectory = directory.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        directory.Delete(recursive: true);
        var said = await output + await errors;
        Assert.True(process.ExitCode == 0, said);
        return (said, [.. Bearer().Matches(said).Select(match => new JsonWebToken(match.Groups[1].Value))]);
    }

    [GeneratedRegex("^```sh\\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    // The services of this test answer what reached them.
    [GeneratedRegex("Bearer ([A-Za-z0-9_.-]+)")]
    private static partial Regex Bearer();
}
