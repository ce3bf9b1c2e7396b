using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Benchmarks.Referrals;

/// <summary>People with sealed details and digests as the service makes them, and cases of 500 workers; by COPY.</summary>
internal static class ReferralsSeed
{
    private static readonly string[] Syllables =
    [
        "ba",
        "çy",
        "do",
        "gul",
        "ja",
        "ke",
        "ly",
        "mer",
        "nur",
        "oraz",
        "pa",
        "sap",
        "ty",
        "wel",
        "ýag",
        "zar",
    ];

    /// <summary>A person whom nobody but the same number has: 4,096 given and 4,096 family names.</summary>
    public static PersonalDetails PersonOf(int number)
    {
        var (given, family) = (number % 4096, (number * 2654435761L >> 8) % 4096);
        return new PersonalDetails(
            NameOf((int)given),
            NameOf((int)family) + "owa",
            Sex.Female,
            "TM-S-02",
            BirthDate: new DateOnly(1940, 1, 1).AddDays(number % 25_000),
            Phone: $"+993 6{number % 9} {number:00000000}"
        );
    }

    public static async Task PlantAsync(BenchedReferrals app, int people, int cases, IReadOnlyList<Guid> workers)
    {
        var (envelope, digests) = (app.Services.GetRequiredService<Envelope>(), app.Services.GetRequiredService<BlindIndexes>());
        await using var source = NpgsqlDataSource.Create(
            new NpgsqlConnectionStringBuilder(app.ConnectionString) { CommandTimeout = 0 } // a million rows take their time
        );
        await using var users = await source.OpenConnectionAsync();
        await using var found = await source.OpenConnectionAsync();
        var now = DateTimeOffset.UtcNow;
        var ids = new Guid[people];
        await using (
            var rows = await users.BeginBinaryImportAsync(
                "copy service_users (id, organization, created_at, details) from stdin (format binary)"
            )
        )
        await using (
            var keys = await found.BeginBinaryImportAsync("copy bench_digests (service_user_id, digest) from stdin (format binary)")
        )
        {
            for (var i = 0; i < people; i++)
            {
                var (id, person) = (Guid.CreateVersion7(now), PersonOf(i));
                ids[i] = id;
                await rows.StartRowAsync();
                await rows.WriteAsync(id, NpgsqlDbType.Uuid);
                await rows.WriteAsync("mlspp", NpgsqlDbType.Varchar);
                await rows.WriteAsync(now.UtcDateTime, NpgsqlDbType.TimestampTz);
                await rows.WriteAsync(envelope.Seal(person, id, nameof(ServiceUser.Details)), NpgsqlDbType.Bytea);
                foreach (var digest in digests.Of("mlspp", person).DistinctBy(Convert.ToHexString))
                {
                    await keys.StartRowAsync();
                    await keys.WriteAsync(id, NpgsqlDbType.Uuid);
                    await keys.WriteAsync(digest, NpgsqlDbType.Bytea);
                }
            }

            await rows.CompleteAsync();
            await keys.CompleteAsync();
        }

        await using (
            var move = source.CreateCommand("insert into service_user_digests select * from bench_digests; drop table bench_digests")
        )
        {
            await move.ExecuteNonQueryAsync();
        }

        await using (
            var rows = await users.BeginBinaryImportAsync(
                "copy cases (id, service_user_id, organization, worker_id, opened_at) from stdin (format binary)"
            )
        )
        {
            for (var i = 0; i < cases; i++)
            {
                await rows.StartRowAsync();
                await rows.WriteAsync(Guid.CreateVersion7(now), NpgsqlDbType.Uuid);
                await rows.WriteAsync(ids[i], NpgsqlDbType.Uuid);
                await rows.WriteAsync("mlspp", NpgsqlDbType.Varchar);
                await rows.WriteAsync(workers[i % workers.Count], NpgsqlDbType.Uuid);
                await rows.WriteAsync(now.UtcDateTime, NpgsqlDbType.TimestampTz);
            }

            await rows.CompleteAsync();
        }

        await using var analyse = source.CreateCommand("vacuum analyze");
        await analyse.ExecuteNonQueryAsync();
    }

    private static string NameOf(int number) =>
        string.Concat(Syllables[number & 15], Syllables[number >> 4 & 15], Syllables[number >> 8 & 15]);
}
