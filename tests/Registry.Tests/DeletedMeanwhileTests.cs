using System.Net;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Records;
using SocialServices.Registry.Tests.Importing;
using SocialServices.Registry.Tests.Places;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>What is deleted between the look and the write gets nothing new any more: who writes waits for who deletes, and the other way round.</summary>
public sealed class DeletedMeanwhileTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private const string ServiceTypes = "/api/v1/registry/service-types";

    [Fact]
    public async Task Rows_of_an_organization_that_is_deleted_while_they_are_imported_are_rejected()
    {
        await GivenAsync("gone-1");
        var office = app.Office();

        var import = await WhileBeingDeletedAsync(
            "organizations",
            "gone-1",
            async () =>
            {
                var uploaded = await office.UploadAsync(
                    ImportCalls.Csv(ImportCalls.Row("gone-site", "gone-1"), ImportCalls.Row("staying-site", "nrcs"))
                );
                return await office.EndOfAsync((await uploaded.JsonAsync()).Id());
            }
        );

        import.AssertRows(created: 1, rejected: 1);
        Assert.Equal("2,organization,No organization has this code.,gone-1", Assert.Single(await office.FindingsAsync(import)));
        Assert.Null(await office.SiteAsync("gone-site"));
    }

    [Fact]
    public async Task A_worker_does_not_move_to_an_organization_that_is_deleted_meanwhile()
    {
        await GivenAsync("gone-2");
        var (id, office) = (await app.WorkerAsync(), app.Office());
        var tag = (await office.GetAsync($"{RegistryApp.Workers}/{id}")).Headers.ETag!.Tag;
        var posts = new
        {
            posts = new[]
            {
                new
                {
                    organization = "gone-2",
                    role = "manager",
                    place = "TM-S",
                    from = app.Clock.Today(),
                },
            },
        };

        var moved = await WhileBeingDeletedAsync(
            "organizations",
            "gone-2",
            () => office.PutAsync($"{RegistryApp.Workers}/{id}/posts", posts, tag)
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, moved.StatusCode);
        Assert.Equal(["posts[0].organization"], await moved.FieldsAsync());
    }

    [Fact]
    public async Task A_service_type_is_not_led_by_an_organization_that_is_deleted_meanwhile()
    {
        await GivenAsync("gone-3");
        var type = new
        {
            code = "led-by-nobody",
            name = Given.Name(),
            leadAgency = "gone-3",
            forms = new[] { "at-home" },
        };

        var defined = await WhileBeingDeletedAsync("organizations", "gone-3", () => app.Office().CreateAsync(ServiceTypes, type));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, defined.StatusCode);
        Assert.Equal(["leadAgency"], await defined.FieldsAsync());
    }

    [Fact]
    public async Task Rows_of_a_service_type_that_is_deleted_while_they_are_imported_are_rejected()
    {
        await GivenServiceTypeAsync("gone-4");
        var office = app.Office();

        var import = await WhileBeingDeletedAsync(
            "service_types",
            "gone-4",
            async () =>
            {
                var rows = new[]
                {
                    ImportCalls.Row("untyped-site").Replace("families-in-difficulty", "gone-4", StringComparison.Ordinal),
                    ImportCalls.Row("typed-site"),
                };
                var uploaded = await office.UploadAsync(ImportCalls.Csv(rows));
                return await office.EndOfAsync((await uploaded.JsonAsync()).Id());
            }
        );

        import.AssertRows(created: 1, rejected: 1);
        Assert.Equal("2,serviceType,No service type has this code.,gone-4", Assert.Single(await office.FindingsAsync(import)));
        Assert.Null(await office.SiteAsync("untyped-site"));
        Assert.Equal(HttpStatusCode.OK, (await app.Client("registry.read").GetAsync("/hsds/service_at_locations")).StatusCode);
    }

    [Fact]
    public async Task A_site_of_a_service_type_that_is_deleted_meanwhile_is_not_opened()
    {
        await GivenServiceTypeAsync("gone-5");

        var opened = await WhileBeingDeletedAsync(
            "service_types",
            "gone-5",
            () => app.Office().CreateAsync(RegistryApp.Sites, SiteOf("gone-5"))
        );

        Assert.Equal(HttpStatusCode.UnprocessableEntity, opened.StatusCode);
        Assert.Equal(["serviceType"], await opened.FieldsAsync());
    }

    [Fact]
    public async Task A_service_type_is_not_deleted_while_a_site_is_opened_for_it()
    {
        await GivenServiceTypeAsync("staying");
        await using var opening = app.OpenDatabase();
        await using var site = await opening.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        Assert.Equal(
            ["staying"],
            await opening.LockForShareServiceTypesAsync(["staying", "never-there"], TestContext.Current.CancellationToken)
        );
        await opening.Database.ExecuteSqlAsync(
            $"""
            insert into sites (id, organization_code, service_type_code, place_code, status, opened_at, total, held, taken, name_tk, name_ru, name_en)
            values (gen_random_uuid(), 'nrcs', 'staying', 'TM-S', 'active', now(), 0, 0, 0, 'a', 'b', 'c')
            """,
            TestContext.Current.CancellationToken
        );

        var tag = (await app.Office().GetAsync($"{ServiceTypes}/staying")).Headers.ETag!.Tag;
        var deleted = await WhenItWaitsAsync(
            () => PlaceCalls.PostAsync(app.Office(), $"{ServiceTypes}/staying/delete", new { reason = "Not needed." }, tag),
            "%from service_types%for update%",
            () => site.CommitAsync(TestContext.Current.CancellationToken)
        );

        Assert.Equal(HttpStatusCode.Conflict, deleted.StatusCode);
    }

    private async Task GivenAsync(string code) =>
        (
            await app.Office()
                .CreateAsync(
                    RegistryApp.Organizations,
                    new
                    {
                        code,
                        kind = "ngo-provider",
                        name = Given.Name(),
                    }
                )
        ).EnsureSuccessStatusCode();

    private async Task GivenServiceTypeAsync(string code)
    {
        var answer = await app.Office().CreateAsync(ServiceTypes, ServiceTypeTests.Body(code));
        Assert.True(answer.StatusCode is HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    private static Dictionary<string, object?> SiteOf(string serviceType)
    {
        var body = Given.SiteBody();
        body["serviceType"] = serviceType;
        return body;
    }

    // The deletion is committed only when the other one is seen to wait for it.
    private async Task<T> WhileBeingDeletedAsync<T>(string table, string code, Func<Task<T>> doAsync)
    {
        await using var deleting = app.OpenDatabase();
        await using var deletion = await deleting.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        var delete =
            $"select from {table} where code = '{code}' for update; update {table} set deleted_at = now(), deletion_reason = 'Entered twice.' where code = '{code}'";
        await deleting.Database.ExecuteSqlRawAsync(delete, TestContext.Current.CancellationToken);
        return await WhenItWaitsAsync(
            doAsync,
            $"%from {table}%for key share%",
            () => deletion.CommitAsync(TestContext.Current.CancellationToken)
        );
    }

    private async Task<T> WhenItWaitsAsync<T>(Func<Task<T>> doAsync, string waiting, Func<Task> commitAsync)
    {
        var done = Task.Run(doAsync, TestContext.Current.CancellationToken);
        await using var watch = app.OpenDatabase();
        await Eventually.TrueAsync(async () =>
            done.IsCompleted
            || await watch
                .Database.SqlQuery<bool>(
                    $"select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like {waiting}) as \"Value\""
                )
                .SingleAsync()
        );
        Assert.False(done.IsCompleted, "It did not wait.");
        await commitAsync();
        return await done;
    }
}
