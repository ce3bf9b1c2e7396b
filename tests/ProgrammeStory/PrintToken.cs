using SocialServices.ProgrammeStory.Api;

namespace SocialServices.ProgrammeStory;

/// <summary>
/// <c>./stack token CLIENT [WORKER_ID]</c>: an access token of a demo client, on behalf of the worker when one is given. Only the token goes
/// to the standard output, so that a shell can take it from there.
/// </summary>
internal static class PrintToken
{
    public const string Name = "token";

    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, CancellationToken cancellationToken)
    {
        try
        {
            using var agencies = new Agencies(RunFile.Named());
            await Console.Out.WriteLineAsync(await Caller(args, agencies).TokenAsync(cancellationToken));
            return 0;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return 130; // Ctrl-C
        }
        catch (StoryException fault)
        {
            await Console.Error.WriteLineAsync($"No token. {fault.Message}");
            return 1;
        }
    }

    private static Agency Caller(IReadOnlyList<string> args, Agencies agencies)
    {
        var names = string.Join(", ", agencies.All.Select(agency => agency.Name).Order(StringComparer.Ordinal));
        if (args.Count is not (1 or 2))
        {
            throw new StoryException(
                $"Name a client, and the worker who acts if there is one: ./stack token CLIENT [WORKER_ID]. Clients: {names}."
            );
        }

        var agency =
            agencies.All.SingleOrDefault(agency => agency.Name == args[0])
            ?? throw new StoryException($"There is no demo client '{args[0]}'. Clients: {names}.");
        if (args.Count is 1)
        {
            return agency;
        }

        return Guid.TryParse(args[1], out var worker)
            ? agency.As(worker)
            : throw new StoryException("The second argument is not the id of a worker. GET /api/v1/registry/workers lists them.");
    }
}
