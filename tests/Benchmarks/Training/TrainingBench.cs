using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using SocialServices.Benchmarks.Registry;
using SocialServices.Contracts.Training.V1;

namespace SocialServices.Benchmarks.Training;

/// <summary>1,000 qualifications in one call beside the same SQL by pgbench, 1,000 attendance marks in one call, 1,000 certificates as PDF.</summary>
internal static class TrainingBench
{
    private const int People = 1000;
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(10);

    public static async Task<bool> RunAsync()
    {
        Environment.CurrentDirectory = AppContext.BaseDirectory; // where WebApplicationFactory looks for the service's folder
        await using var app = new BenchedTraining();
        await app.InitializeAsync();
        var seed = await TrainingSeed.PlantAsync(app, People);
        var calls = await QualificationsAsync(app, seed.Workers);
        var sql = await PgBenchAsync(app.ConnectionString, seed.Workers);

        using var organizer = app.Client("training.read training.write");
        organizer.Timeout = TimeSpan.FromMinutes(5);
        var marks = await TimeAsync(async () =>
        {
            var path = $"/api/v1/training/courses/{seed.Running}/sessions/1/attendance";
            using var response = await organizer.PutAsJsonAsync(path, new { attended = seed.Workers, reason = "Bench." });
            response.EnsureSuccessStatusCode();
        });
        var bytes = 0;
        var pdfs = await TimeAsync(async () =>
            bytes = (await organizer.GetByteArrayAsync($"/api/v1/training/courses/{seed.Completed}/certificates.pdf")).Length
        );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                Machine         {ThisMachine.Describe()}; caller, service and PostgreSQL share it
                Qualifications  {People:N0} questions a call over gRPC, one caller, {Duration.TotalSeconds:0} s: {calls:0.0} calls a second
                pgbench         the same query by one client: {sql:0.0} a second; the service has {calls / sql:P0} of it
                Attendance      {People:N0} marks in one call: {marks.TotalMilliseconds:0} ms
                PDF             {People:N0} certificates in one file: {pdfs.TotalSeconds:0.0} s, {People
                    / pdfs.TotalSeconds:0} a second, {bytes / 1024.0 / 1024:0.0} MiB
                """
            )
        );
        return true;
    }

    private static async Task<double> QualificationsAsync(BenchedTraining app, IReadOnlyList<Guid> workers)
    {
        var client = new Qualifications.QualificationsClient(app.Grpc("training.read"));
        var request = new CheckRequest
        {
            Questions =
            {
                workers.Select(worker => new Question
                {
                    WorkerId = worker.ToString(),
                    Competence = "treatnet-family",
                    OnDate = "2022-01-01",
                }),
            },
        };
        var held = (await client.CheckAsync(request)).Answers.Count(answer => answer.Held);
        if (held != workers.Count)
        {
            throw new InvalidOperationException($"{held} of {workers.Count} hold the competence.");
        }

        var (watch, calls) = (Stopwatch.StartNew(), 0);
        for (; watch.Elapsed < Duration; calls++)
        {
            await client.CheckAsync(request);
        }

        return calls / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> PgBenchAsync(string database, IReadOnlyList<Guid> workers) =>
        (
            await PgBench.RunAsync(
                database,
                [
                    $"select certificates.*, certificates.xmin from certificates where worker_id = any ('{{{string.Join(',', workers)}}}'::uuid[]);\n",
                ],
                clients: 1,
                Duration
            )
        ).PerSecond;

    private static async Task<TimeSpan> TimeAsync(Func<Task> runAsync)
    {
        await runAsync(); // the first one compiles
        var watch = Stopwatch.StartNew();
        await runAsync();
        return watch.Elapsed;
    }
}
