using System.Text.Json;

namespace SocialServices.ProgrammeStory.Api;

/// <summary>What the story reads of run.json, which the AppHost writes: the gateway and the demo clients.</summary>
internal sealed record RunFile(string Gateway, IReadOnlyList<ClientCredential> Credentials)
{
    private const string Variable = "STACK_RUN_JSON";

    /// <exception cref="StoryException">The variable is missing.</exception>
    public static RunFile Named() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } file
            ? Read(file)
            : throw new StoryException($"{Variable} is not set: start the story with ./stack demo.");

    /// <exception cref="StoryException">The system does not run, or the file is not one of ours.</exception>
    public static RunFile Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<RunFile>(File.ReadAllText(file), Agency.Json)!;
        }
        catch (Exception fault) when (fault is IOException or JsonException)
        {
            throw new StoryException($"{file} cannot be read ({fault.Message}). Is the system running? ./stack run --detach", fault);
        }
    }
}

/// <summary>An API client of the demonstration.</summary>
/// <param name="ClientId">Its name.</param>
/// <param name="ClientSecret">Proves who it is.</param>
/// <param name="PrivateKey">PKCS #8, base64: vouches for its workers.</param>
internal sealed record ClientCredential(string ClientId, string ClientSecret, string PrivateKey);
