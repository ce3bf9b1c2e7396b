using System.Globalization;
using Grpc.Core;
using SocialServices.Contracts.Registry.V1;
using SocialServices.ServiceDefaults.Calendar;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

namespace SocialServices.Gateway.ActingPersons;

/// <summary>What the registry knows of workers.</summary>
internal sealed class WorkerRegister(Directory.DirectoryClient directory, TimeProvider clock)
{
    /// <returns>True when the worker exists, is active and has a post with the organization today.</returns>
    /// <exception cref="RpcException">The registry does not answer.</exception>
    public async Task<bool> EmploysTodayAsync(string organization, Guid worker, CancellationToken cancellationToken)
    {
        try
        {
            var known = await directory.GetWorkerAsync(
                new GetWorkerRequest { WorkerId = worker.ToString() },
                cancellationToken: cancellationToken
            );
            var today = clock.Today();
            return known.Active
                && known.Posts.Any(post =>
                    post.Organization == organization && DayOf(post.From) <= today && (post.Until is "" || today <= DayOf(post.Until))
                );
        }
        catch (RpcException refusal) when (refusal.StatusCode is StatusCode.NotFound)
        {
            return false;
        }
    }

    private static DateOnly DayOf(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
