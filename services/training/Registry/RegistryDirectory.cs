using SocialServices.Contracts.Registry.V1;

namespace SocialServices.Training.Registry;

/// <summary>What training asks the registry. When the registry does not answer in time, the caller gets 503 and nothing has changed.</summary>
internal sealed class RegistryDirectory(Contracts.Registry.V1.Directory.DirectoryClient directory)
{
    public const int MaxWorkers = 1000;

    private static readonly string[] NoSuchOrganization = ["No such organization."];

    /// <returns>Null when the registry knows no such worker.</returns>
    public async Task<Worker?> FindWorkerAsync(Guid workerId, CancellationToken cancellationToken) =>
        (await FindWorkersAsync([workerId], cancellationToken)).GetValueOrDefault(workerId);

    /// <summary>Those of at most 1,000 workers whom the registry knows, in one call; with their names, which only certificates show.</summary>
    public async Task<IReadOnlyDictionary<Guid, Worker>> FindWorkersAsync(
        IReadOnlyCollection<Guid> workers,
        CancellationToken cancellationToken
    )
    {
        if (workers.Count == 0)
        {
            return new Dictionary<Guid, Worker>();
        }

        var request = new GetWorkersRequest { WorkerIds = { workers.Select(id => id.ToString()) }, WithNames = true };
        var answer = await directory.GetWorkersAsync(request, cancellationToken: cancellationToken);
        return answer.Workers.ToDictionary(worker => Guid.Parse(worker.WorkerId));
    }

    /// <summary>Those of at most 1,000 codes that an organization of the registry has, in one call.</summary>
    public async Task<IReadOnlyDictionary<string, Organization>> FindOrganizationsAsync(
        IEnumerable<string> codes,
        CancellationToken cancellationToken
    )
    {
        var request = new GetOrganizationsRequest { Codes = { codes.Where(CanBeACode).Distinct() } };
        var answer = await directory.GetOrganizationsAsync(request, cancellationToken: cancellationToken);
        return answer.Organizations.ToDictionary(organization => organization.Code, StringComparer.Ordinal);
    }

    /// <param name="organizations">By the field that names each.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Errors by field; empty when all are known.</returns>
    public async Task<Dictionary<string, string[]>> FindUnknownOrganizationsAsync(
        IEnumerable<(string Field, string Code)> organizations,
        CancellationToken cancellationToken
    )
    {
        var asked = organizations.ToList();
        var known = await FindOrganizationsAsync(asked.Select(organization => organization.Code), cancellationToken);
        return asked
            .Where(organization => !known.ContainsKey(organization.Code))
            .ToDictionary(organization => organization.Field, _ => NoSuchOrganization);
    }

    // The registry refuses the whole question for one code that cannot be one.
    private static bool CanBeACode(string text) => text.Length is > 0 and <= Codes.MaxLength && !text.Any(char.IsControl);
}
