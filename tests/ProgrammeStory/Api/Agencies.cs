namespace SocialServices.ProgrammeStory.Api;

/// <summary>The systems that take part in the story.</summary>
internal sealed class Agencies : IDisposable
{
    private const string Provider = "provider-";

    private readonly HttpClient gateway;
    private readonly Dictionary<string, Agency> agencies;

    public Agencies(RunFile run)
    {
        gateway = new HttpClient { BaseAddress = new Uri(run.Gateway), Timeout = TimeSpan.FromSeconds(60) };
        agencies = run.Credentials.ToDictionary(credential => credential.ClientId, credential => new Agency(gateway, credential));
    }

    public IReadOnlyCollection<Agency> All => agencies.Values;

    /// <summary>The programme's office at the ministry: directory, training, reports.</summary>
    public Agency Programme => Named("programme");

    /// <summary>The ministry's case management system.</summary>
    public Agency Cases => Named("cases");

    /// <summary>The provider's own system; the programme's office for a provider that has none.</summary>
    public Agency For(string organization) => agencies.GetValueOrDefault(Provider + organization) ?? Programme;

    public void Dispose() => gateway.Dispose();

    private Agency Named(string client) =>
        agencies.GetValueOrDefault(client) ?? throw new StoryException($"run.json has no credentials of the client '{client}'.");
}
