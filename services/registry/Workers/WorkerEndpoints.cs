using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Workers;

internal static class WorkerEndpoints
{
    private const string Path = "/api/v1/registry/workers";

    public static void MapWorkers(this WebApplication app)
    {
        var read = app.MapGroup(Path).WithTags("Workers").RequireScope(Scopes.RegistryRead).AboutPeople("worker");
        ListWorkers.Map(read);
        GetWorker.Map(read);
        ReadHistory.Map(read, "worker");

        var write = app.MapGroup(Path).WithTags("Workers").RequireScope(Scopes.RegistryWrite).AboutPeople("worker");
        RegisterWorker.Map(write);
        EditWorker.Map(write);
        ChangePosts.Map(write);
        WorkerLeaves.Map(write);
        DeleteWorker.Map(write);
    }
}
