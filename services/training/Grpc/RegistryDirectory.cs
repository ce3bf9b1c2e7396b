using Grpc.Core;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Training.Courses;

namespace SocialServices.Training.Grpc;

/// <summary>What training asks the registry. When the registry does not answer in time, the caller gets 503 and nothing has changed.</summary>
internal sealed class RegistryDirectory(Contracts.Registry.V1.Directory.DirectoryClient directory)
{
    /// <returns>Null when the registry knows no such worker.</returns>
    public async Task<Worker?> FindWorkerAsync(Guid workerId, CancellationToken cancellationToken)
    {
        try
        {
            return await directory.GetWorkerAsync(
                new GetWorkerRequest { WorkerId = workerId.ToString() },
                cancellationToken: cancellationToken
            );
        }
        catch (RpcException unknown) when (unknown.StatusCode is StatusCode.NotFound)
        {
            return null;
        }
    }

    /// <returns>Those of the workers that the registry knows; at most 1,000 are asked for at once.</returns>
    public async Task<IReadOnlySet<Guid>> KnownWorkersAsync(IReadOnlyCollection<Guid> workerIds, CancellationToken cancellationToken)
    {
        if (workerIds.Count == 0)
        {
            return new HashSet<Guid>();
        }

        var request = new GetWorkersRequest { WorkerIds = { workerIds.Select(id => id.ToString()) } };
        var answer = await directory.GetWorkersAsync(request, cancellationToken: cancellationToken);
        return answer.Workers.Select(worker => Guid.Parse(worker.WorkerId)).ToHashSet();
    }

    /// <returns>Those of the codes that an organization of the registry has; at most 1,000 are asked for at once.</returns>
    public async Task<IReadOnlySet<string>> KnownOrganizationsAsync(IEnumerable<string> codes, CancellationToken cancellationToken)
    {
        var request = new GetOrganizationsRequest { Codes = { codes.Where(CanBeACode).Distinct() } };
        var answer = await directory.GetOrganizationsAsync(request, cancellationToken: cancellationToken);
        return answer.Organizations.Select(organization => organization.Code).ToHashSet(StringComparer.Ordinal);
    }

    // The registry refuses the whole question for one code that cannot be one.
    private static bool CanBeACode(string text) => text.Length is > 0 and <= Codes.MaxLength && !text.Any(char.IsControl);
}
