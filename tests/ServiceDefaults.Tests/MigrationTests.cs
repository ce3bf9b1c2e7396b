using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class MigrationTests
{
    [Fact]
    public Task The_migrated_database_is_what_the_model_describes() => ModelMatch.AssertAsync<SampleDb>();

    [Fact]
    public Task The_database_after_a_second_migration_is_what_the_next_model_describes() => ModelMatch.AssertAsync<NextSampleDb>();

    [Fact]
    public async Task A_second_migration_keeps_the_data_and_the_version_before_still_runs()
    {
        await using var database = await TestDatabase.CreateAsync();
        await Migrations.ApplyAsync(Options<SampleDb>(database.ConnectionString));
        await WriteAsync(database, "before");

        await Migrations.ApplyAsync(Options<NextSampleDb>(database.ConnectionString));
        await Migrations.ApplyAsync(Options<NextSampleDb>(database.ConnectionString)); // nothing is left to do

        await using var db = Migrations.Open(Options<NextSampleDb>(database.ServiceConnectionString)); // the service's role
        Assert.Equal(["20261129_0001_Initial", "20261130_0002_NoteColours"], await AppliedAsync(db));
        Assert.Equal("before white", await db.Notes.Select(note => $"{note.Title} {note.Colour}").SingleAsync(Cancellation));
        Assert.Equal(new Colour("white"), await db.Set<Colour>().SingleAsync(Cancellation));
        db.Add(new Colour("red"));
        await db.SaveChangesAsync(Cancellation);

        await Migrations.ApplyAsync(Options<SampleDb>(database.ConnectionString)); // after a rollback: it does not know the second migration
        await WriteAsync(database, "after");

        Assert.Equal(2, (await AppliedAsync(db)).Count());
        Assert.Equal(
            ["after white", "before white"],
            await db.Notes.OrderBy(note => note.Title).Select(note => $"{note.Title} {note.Colour}").ToListAsync(Cancellation)
        );
        Assert.Equal(2, await db.AuditEntries.CountAsync(Cancellation));
    }

    [Fact]
    public void A_migration_whose_file_is_missing_says_which()
    {
        var error = Assert.Throws<InvalidOperationException>(() => new WithoutFile().UpOperations);

        Assert.Contains("lost.sql", error.Message, StringComparison.Ordinal);
        Assert.Contains("SocialServices.ServiceDefaults.Tests", error.Message, StringComparison.Ordinal);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static async Task WriteAsync(TestDatabase database, string title)
    {
        await using var db = Migrations.Open(Options<SampleDb>(database.ServiceConnectionString));
        db.Add(
            new Note
            {
                Id = Guid.CreateVersion7(),
                Title = title,
                Text = [1],
            }
        );
        db.Audit("write note", $"note/{title}");
        await db.SaveChangesAsync(Cancellation);
    }

    private static Task<IEnumerable<string>> AppliedAsync(DbContext db) => db.Database.GetAppliedMigrationsAsync(Cancellation);

    private static DbContextOptions<TDb> Options<TDb>(string connectionString)
        where TDb : ServiceDbContext => new DbContextOptionsBuilder<TDb>().UseNpgsql(connectionString).Options;

    private sealed class WithoutFile() : SqlMigration("lost.sql");
}
