using SocialServices.Reporting.Facts;
using Xunit;

namespace SocialServices.Reporting.Tests;

public sealed class DirectoryOrderTests(ReportingApp app) : IClassFixture<ReportingApp>
{
    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    [Theory]
    [InlineData("defined, renamed, deleted")]
    [InlineData("deleted, renamed, defined")]
    [InlineData("renamed, deleted, deleted, defined, renamed")]
    public async Task A_deleted_organization_or_service_type_stays_forgotten_in_every_order(string order)
    {
        var code = Guid.NewGuid().ToString("N");

        foreach (var step in order.Split(", "))
        {
            await app.InDatabaseAsync(async db =>
            {
                await (
                    step switch
                    {
                        "defined" => new OrganizationRegisteredHandler(db).HandleAsync(
                            new(code, "donor", "Old") { EventId = Guid.CreateVersion7(), OccurredAt = Now },
                            1,
                            CancellationToken.None
                        ),
                        "renamed" => new OrganizationRegisteredHandler(db).HandleAsync(
                            new(code, "donor", "New") { EventId = Guid.CreateVersion7(), OccurredAt = Now },
                            2,
                            CancellationToken.None
                        ),
                        _ => new OrganizationDeletedHandler(db).HandleAsync(
                            new(code) { EventId = Guid.CreateVersion7(), OccurredAt = Now },
                            3,
                            CancellationToken.None
                        ),
                    }
                );
                await (
                    step switch
                    {
                        "defined" => new ServiceTypeDefinedHandler(db).HandleAsync(
                            new(code, null, "Old", "unodc") { EventId = Guid.CreateVersion7(), OccurredAt = Now },
                            1,
                            CancellationToken.None
                        ),
                        "renamed" => new ServiceTypeDefinedHandler(db).HandleAsync(
                            new(code, null, "New", "unodc") { EventId = Guid.CreateVersion7(), OccurredAt = Now },
                            2,
                            CancellationToken.None
                        ),
                        _ => new ServiceTypeDeletedHandler(db).HandleAsync(
                            new(code) { EventId = Guid.CreateVersion7(), OccurredAt = Now },
                            3,
                            CancellationToken.None
                        ),
                    }
                );
                return true;
            });
        }

        Assert.True((bool)(await app.FactAsync("organizations", "organization", code))!["deleted"]!);
        Assert.True((bool)(await app.FactAsync("service_types", "service_type", code))!["deleted"]!);
    }
}
