using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests;

public sealed class KeyRotationTests
{
    [Fact]
    public async Task After_the_command_every_sealed_column_opens_with_the_new_key_alone()
    {
        await using var database = await TestDatabase.CreateAsync();
        var oldKey = "";
        await using (var before = await SampleApp.StartAsync(database, settings => oldKey = settings["Encryption:Key"]!))
        {
            using var client = before.Client();
            using var response = await client.CreateAsync("/notes", new { title = "rotated", text = "a secret" });
        }

        const string newKey = "another passphrase for tests, long enough as well";
        await using (
            var rotating = await SampleApp.StartAsync(
                database,
                settings =>
                {
                    settings["Encryption:Key"] = newKey;
                    settings["Encryption:PreviousKeys:0"] = oldKey;
                }
            )
        )
        {
            Assert.Equal(2, await RotateAsync(rotating)); // the note and the answer kept for its idempotency key
            Assert.Equal(0, await RotateAsync(rotating));
        }

        await using var after = await SampleApp.StartAsync(database, settings => settings["Encryption:Key"] = newKey);
        var note = await after.InDatabaseAsync(db => db.Notes.SingleAsync());
        Assert.Equal("a secret", after.App.Services.GetRequiredService<Envelope>().Open<string>(note.Text, note.Id, nameof(note.Text)));
    }

    private static Task<int> RotateAsync(SampleApp app) =>
        app.InDatabaseAsync(db =>
            SealedColumns.RotateAsync(
                db,
                app.App.Services.GetRequiredService<NpgsqlDataSource>(),
                app.App.Services.GetRequiredService<Envelope>(),
                default
            )
        );
}
