using Microsoft.EntityFrameworkCore;
using SocialServices.Testing;
using SocialServices.Training.Data;
using SocialServices.Training.Reference;

namespace SocialServices.Training.Tests.Support;

/// <summary>The training service with its reference data, as after <c>--migrate</c>.</summary>
internal sealed class TrainingApp(RegistryPeer registry)
    : ServiceApp<TrainingDb>("trainingdb", new() { ["Services:registry:grpc:0"] = registry.Address, ["Public:Url"] = PublicUrl })
{
    public const string PublicUrl = "https://socialservices.example";

    protected override async Task PrepareAsync()
    {
        await base.PrepareAsync();
        await LoadReferenceDataAsync();
    }

    public async Task LoadReferenceDataAsync()
    {
        await using var db = Migrations.Open(new DbContextOptionsBuilder<TrainingDb>().UseNpgsql(ConnectionString).Options);
        await ReferenceData.LoadAsync(db, CancellationToken.None);
    }
}
