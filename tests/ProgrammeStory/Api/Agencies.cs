using SocialServices.ProgrammeStory.Data;

namespace SocialServices.ProgrammeStory.Api;

/// <summary>The systems that take part in the story.</summary>
internal sealed class Agencies : IDisposable
{
    private const string Provider = "provider-";
    private const string Ministry = "mlspp";

    private readonly Dictionary<string, Agency> people = [];
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

    /// <summary>A worker of the agency's organization, acting through its system: whatever is about people needs one.</summary>
    /// <param name="agency">Of the ministry or of a provider.</param>
    /// <param name="cancellationToken">Ends the calls.</param>
    public async Task<Agency> SomebodyOfAsync(Agency agency, CancellationToken cancellationToken)
    {
        if (!people.TryGetValue(agency.Name, out var person))
        {
            var organization = agency.Name.StartsWith(Provider, StringComparison.Ordinal) ? agency.Name[Provider.Length..] : Ministry;
            var known = (await Programme.WorkersAsync(organization, cancellationToken))
                .OrderByDescending(worker => worker.Code?.StartsWith(Timeline.ManagerCode, StringComparison.Ordinal) is true) // who supervises
                .ThenBy(worker => worker.Code, StringComparer.Ordinal)
                .FirstOrDefault();
            var worker = known ?? await Programme.RegisterWorkerAsync(CaseManager.Of(organization), cancellationToken);
            people[agency.Name] = person = agency.As(worker.Id);
        }

        return person;
    }

    public void Dispose() => gateway.Dispose();

    private Agency Named(string client) =>
        agencies.GetValueOrDefault(client) ?? throw new StoryException($"run.json has no credentials of the client '{client}'.");
}
