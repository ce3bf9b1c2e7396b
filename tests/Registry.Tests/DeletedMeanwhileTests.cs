using System.Net;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Tests.Importing;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests;

/// <summary>An organization that is deleted between the look and the write gets nothing new any more: who writes waits for who deletes.</summary>
public sealed class DeletedMeanwhileTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task Rows_of_an_organization_that_is_deleted_while_they_are_imported_are_rejected()
    {
        await GivenAsync("gone-1");
        var office = app.Office();

        var import = await WhileBeingDeletedAsync("gone-1", async () =>
        {
            var uploaded = await office.UploadAsync(ImportCalls.Csv(ImportCalls.Row("gone-site", "gone-1"), ImportCalls.Row("staying-site", "nrcs")));
            return await office.EndOfAsync((await uploaded.JsonAsync()).Id());
        });

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
        var posts = new { posts = new[] { new { organization = "gone-2", role = "manager", place = "TM-S", from = app.Clock.Today() } } };

        var moved = await WhileBeingDeletedAsync("gone-2", () => office.PutAsync($"{RegistryApp.Workers}/{id}/posts", posts, tag));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, moved.StatusCode);
        Assert.Equal(["posts[0].organization"], await moved.FieldsAsync());
    }

    [Fact]
    public async Task A_service_type_is_not_led_by_an_organization_that_is_deleted_meanwhile()
    {
        await GivenAsync("gone-3");
        var type = new { code = "led-by-nobody", name = Given.Name(), leadAgency = "gone-3", forms = new[] { "at-home" } };

        var defined = await WhileBeingDeletedAsync("gone-3", () => app.Office().CreateAsync("/api/v1/registry/service-types", type));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, defined.StatusCode);
        Assert.Equal(["leadAgency"], await defined.FieldsAsync());
    }

    private async Task GivenAsync(string code) => (await app.Office().CreateAsync(
        RegistryApp.Organizations, new { code, kind = "ngo-provider", name = new { tk = code, ru = code, en = code } })).EnsureSuccessStatusCode();

    // The deletion is committed only when the other one is seen to wait for it.
    private async Task<T> WhileBeingDeletedAsync<T>(string code, Func<Task<T>> doAsync)
    {
        await using var deleting = app.OpenDatabase();
        await using var deletion = await deleting.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await deleting.Database.ExecuteSqlAsync($"select from organizations where code = {code} for update", TestContext.Current.CancellationToken);
        await deleting.Database.ExecuteSqlAsync($"update organizations set deleted_at = now(), deletion_reason = 'Entered twice.' where code = {code}", TestContext.Current.CancellationToken);
        var done = Task.Run(doAsync, TestContext.Current.CancellationToken);
        await using var watch = app.OpenDatabase();
        await Eventually.TrueAsync(async () => done.IsCompleted || await watch.Database.SqlQuery<bool>(
            $"select exists (select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%from organizations%for key share%') as \"Value\"").SingleAsync());
        Assert.False(done.IsCompleted, "It did not wait.");
        await deletion.CommitAsync(TestContext.Current.CancellationToken);
        return await done;
    }
}
