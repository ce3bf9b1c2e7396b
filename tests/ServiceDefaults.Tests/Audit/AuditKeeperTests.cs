using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests.Audit;

/// <summary>Several replicas, changed keys, wrong roles.</summary>
public sealed class AuditKeeperTests : IAsyncLifetime
{
    private const string NewKey = "next year's passphrase for audit logs, long enough";

    private TestDatabase database = null!;

    public async ValueTask InitializeAsync() => database = await TestDatabase.CreateAsync();

    public async ValueTask DisposeAsync() => await database.DisposeAsync();

    [Fact]
    public async Task Of_several_replicas_one_chains_and_anchors_and_another_takes_over()
    {
        var first = await SampleApp.StartAsync(database);
        await using var second = await SampleApp.StartAsync(database);
        await NoteAsync(first, "to the first");
        await NoteAsync(second, "to the second");
        await ChainedAsync(second, 2);

        await first.DisposeAsync();
        await NoteAsync(second, "after the first");
        await ChainedAsync(second, 3);

        var log = new AuditLogCopy(database);
        var report = await Eventually.GetAsync(() => log.VerifyAsync(), report => report.AnchoredTo == 3);
        Assert.Empty(report.Findings);
        var anchored = Directory.GetFiles(log.Folder).SelectMany(File.ReadAllLines).Select(SequenceOf).ToList();
        Assert.Equal(anchored.Order(), anchored);
        Assert.InRange(anchored.Count - anchored.Distinct().Count(), 0, 1); // who takes over anchors the head once more
    }

    [Fact]
    public async Task What_came_last_is_chained_and_anchored_before_the_service_ends()
    {
        await using (
            var sample = await SampleApp.StartAsync(
                database,
                settings => (settings["Audit:ChainEvery"], settings["Audit:AnchorEvery"]) = ("00:00:10", "00:01:00")
            )
        )
        {
            await NoteAsync(sample, "the last");
        }

        var report = await new AuditLogCopy(database).VerifyAsync();
        Assert.Equal((1, 0, 1), (report.Entries, report.Waiting, report.AnchoredTo));
    }

    [Fact]
    public async Task Entries_of_the_old_key_and_of_the_new_one_are_verified_and_without_the_old_key_are_not()
    {
        await using (var before = await SampleApp.StartAsync(database))
        {
            await NoteAsync(before, "under the old key");
        }

        await using (
            var after = await SampleApp.StartAsync(
                database,
                settings => (settings["Audit:Key"], settings["Audit:PreviousKeys:0"]) = (NewKey, TestSettings.AuditKey)
            )
        )
        {
            await NoteAsync(after, "under the new key");
        }

        var log = new AuditLogCopy(database);
        var both = await log.VerifyAsync(AuditLogCopy.KeysOf(NewKey, TestSettings.AuditKey));
        Assert.Equal(2, both.Entries);
        Assert.Empty(both.Findings);
        var (newOnly, oldOnly) = (await log.VerifyAsync(AuditLogCopy.KeysOf(NewKey)), await log.VerifyAsync());
        Assert.All(newOnly.Findings.Concat(oldOnly.Findings), finding => Assert.Equal("WrongKey", $"{finding.Fault}"));
        Assert.True(newOnly.Findings.Count > 0 && oldOnly.Findings.Count > 0);
    }

    [Fact]
    public async Task A_stolen_old_key_is_of_no_use_once_the_new_one_has_been_in_use()
    {
        await using (
            var after = await SampleApp.StartAsync(
                database,
                settings => (settings["Audit:Key"], settings["Audit:PreviousKeys:0"]) = (NewKey, TestSettings.AuditKey)
            )
        )
        {
            await NoteAsync(after, "under the new key");
        }

        var log = new AuditLogCopy(database);
        await using (
            var thief = await SampleApp.StartAsync(database, settings => settings["Audit:AnchorDirectory"] = log.Folder + "-thief")
        )
        {
            await NoteAsync(thief, "under the old key");
        }

        var late = await log.VerifyAsync(AuditLogCopy.KeysOf(NewKey, TestSettings.AuditKey));
        Assert.Equal((1, 1), (late.Entries, late.Waiting)); // who does not know the key of the last link chains nothing
        Directory.Delete(log.Folder + "-thief", recursive: true);
    }

    [Fact]
    public void A_link_with_an_old_key_is_found_an_hour_after_the_new_one_was_in_use()
    {
        var (old, both) = (AuditLogCopy.Keys, AuditLogCopy.KeysOf(NewKey, TestSettings.AuditKey));
        var (found, previous, begun) = (new List<string>(), Array.Empty<byte>(), DateTimeOffset.UnixEpoch.AddDays(20_000));
        var follower = new AuditChainFollower(both, (fault, where) => found.Add($"{fault}: {where}"));

        Link(1, old, begun);
        Link(2, both, begun.AddHours(1));
        Link(3, old, begun.AddHours(1.5)); // by a replica that was started before
        Assert.Empty(found);
        Link(4, old, begun.AddHours(3));

        Assert.Equal(2, found.Count); // the entry and its link
        Assert.All(found, finding => Assert.StartsWith("WrongKey", finding, StringComparison.Ordinal));

        void Link(long sequence, AuditKeys keys, DateTimeOffset at)
        {
            var (id, content) = (Guid.CreateVersion7(), new SignedFields(SignedContent.OfEntry).Add(sequence));
            var entry = new SignedEntry(id, keys.ActiveId, content, keys.Sign(content));
            previous = keys.Sign(SignedContent.OfLink(sequence, id, entry.Signature, at, previous));
            follower.Next(sequence, id, at, keys.ActiveId, previous, entry);
        }
    }

    [Fact]
    public async Task Outside_development_no_service_runs_as_a_role_that_could_change_the_log()
    {
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            SampleApp.StartAsync(database, settings => settings["ConnectionStrings:sampledb"] = database.ConnectionString)
        );

        Assert.Contains("can change the audit log", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task On_a_developers_machine_it_does()
    {
        await using var sample = await SampleApp.StartAsync(
            database,
            settings => (settings["ConnectionStrings:sampledb"], settings["environment"]) = (database.ConnectionString, "Development")
        );

        await NoteAsync(sample, "as the owner");
        await ChainedAsync(sample, 1);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_stops_the_start()
    {
        var file = Path.GetTempFileName();

        await Assert.ThrowsAnyAsync<IOException>(() =>
            SampleApp.StartAsync(database, settings => settings["Audit:AnchorDirectory"] = Path.Combine(file, "anchors"))
        );

        File.Delete(file);
    }

    private static long SequenceOf(string line) => (long)JsonNode.Parse(line)!["sequence"]!;

    private static async Task NoteAsync(SampleApp sample, string title)
    {
        using var client = sample.Client();
        using var response = await client.CreateAsync("/notes", new { title, text = "t" });
        response.EnsureSuccessStatusCode();
    }

    private static Task<int> ChainedAsync(SampleApp sample, int count) =>
        Eventually.GetAsync(() => sample.InDatabaseAsync(db => db.AuditChain.CountAsync()), chained => chained == count);
}
