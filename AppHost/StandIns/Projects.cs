// What Aspire.AppHost.Sdk generates from the ProjectReferences of AppHost.csproj.
namespace Projects;

public class Registry : IProjectMetadata { public string ProjectPath => Repository.Project("services/registry/Registry.csproj"); }

public class Training : IProjectMetadata { public string ProjectPath => Repository.Project("services/training/Training.csproj"); }

public class Referrals : IProjectMetadata { public string ProjectPath => Repository.Project("services/referrals/Referrals.csproj"); }

public class Reporting : IProjectMetadata { public string ProjectPath => Repository.Project("services/reporting/Reporting.csproj"); }

public class Gateway : IProjectMetadata { public string ProjectPath => Repository.Project("gateway/Gateway.csproj"); }

internal static class Repository
{
    public static string Project(string path) =>
        Path.GetFullPath(Path.Combine(DistributedApplicationOptions.OwnProjectDirectory, "..", path));
}
