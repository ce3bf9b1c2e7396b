using System.Net.Http.Json;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using SocialServices.Contracts.Registry.V1;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Referrals.Tests;

/// <summary>The referrals service with peers that answer as the test chooses, a clock that can be set forward, and its log in memory.</summary>
public sealed class ReferralsApp : IAsyncLifetime
{
    public const string Root = "/api/v1/referrals";
    public const string Both = "referrals.read referrals.write";

    private Host? host;

    internal FakePeers Peers { get; private set; } = null!;
    public MovableClock Clock { get; } = new();
    internal CapturedLog Log { get; } = new();
    internal ServiceApp<ReferralsDb> Service => host!;

    /// <summary>The person on whose behalf <see cref="Requester"/> acts.</summary>
    public static ActingPerson SomebodyOfMlspp { get; } = new(Guid.CreateVersion7(), Assurance.Authenticated);

    /// <summary>mlspp: refers.</summary>
    public HttpClient Requester { get; private set; } = null!;

    /// <summary>nrcs: receives.</summary>
    public HttpClient Receiver { get; private set; } = null!;

    /// <summary>yenme: has nothing to do with it, although it may do anything in the programme.</summary>
    public HttpClient Stranger { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Peers = await FakePeers.StartAsync();
        host = new Host(
            this,
            new()
            {
                ["Services:registry:grpc:0"] = Peers.Address,
                ["Services:training:grpc:0"] = Peers.Address,
                ["WaitingList:Every"] = "1.00:00:00", // the tests make each turn themselves
                ["Logging:LogLevel:Default"] = "Trace",
            }
        );
        await host.InitializeAsync();
        Peers.Workers[SomebodyOfMlspp.Worker.ToString()] = new Worker
        {
            WorkerId = SomebodyOfMlspp.Worker.ToString(),
            Organization = "mlspp",
            Role = "manager",
            Active = true,
        };
        await GivenAgreementsAsync("nrcs", "yenme", "keyik-okara");
        Requester = Service.Client(Both, "mlspp", "client-of-mlspp", SomebodyOfMlspp);
        Receiver = Service.Client(Both, "nrcs", "client-of-nrcs", new(GivenAWorker("nrcs"), Assurance.Authenticated));
        Stranger = Service.Client(
            Both + " programme.manage",
            "yenme",
            "client-of-yenme",
            new(Guid.CreateVersion7(), Assurance.Authenticated)
        );
    }

    public async ValueTask DisposeAsync()
    {
        await host!.DisposeAsync();
        await Peers.DisposeAsync();
    }

    /// <summary>Data-sharing agreements of these organizations: without one nobody receives referrals.</summary>
    internal async Task GivenAgreementsAsync(params string[] organizations)
    {
        using var office = Service.Client("programme.manage", "mlspp", "office");
        foreach (var organization in organizations)
        {
            var response = await office.PutAsJsonAsync(
                $"{Root}/agreements/{organization}",
                new { reference = "DSA-1", validFrom = "2020-01-01" }
            );
            response.EnsureSuccessStatusCode();
        }
    }

    /// <summary>An active site of nrcs for parents with addictions.</summary>
    internal Guid GivenASite(string organization = "nrcs", string status = "active", params string[] competences)
    {
        var id = Guid.CreateVersion7();
        Peers.Sites[id.ToString()] = new Site
        {
            SiteId = id.ToString(),
            Organization = organization,
            ServiceType = "parents-with-addictions",
            Place = "TM-S",
            Status = status,
            RequiredCompetences = { competences },
        };
        return id;
    }

    /// <summary>A client that acts for a new active worker of mlspp.</summary>
    internal HttpClient GivenAColleague(out Guid worker, string role = "specialist", Assurance assurance = Assurance.Authenticated)
    {
        worker = GivenAWorker("mlspp");
        Peers.Workers[worker.ToString()].Role = role;
        return Service.Client(Both, "mlspp", "client-of-mlspp", new ActingPerson(worker, assurance));
    }

    internal Guid GivenAWorker(string organization = "nrcs", bool active = true, params string[] competences)
    {
        var id = Guid.CreateVersion7();
        Peers.Workers[id.ToString()] = new Worker
        {
            WorkerId = id.ToString(),
            Organization = organization,
            Place = "TM-S",
            Active = active,
        };
        foreach (var competence in competences)
        {
            Peers.Certificates[(id.ToString(), competence)] = true;
        }

        return id;
    }

    /// <summary>Every row of every table as text: what somebody sees who has stolen the database.</summary>
    /// <param name="except">Tables to leave out, as for LIKE.</param>
    public async Task<string> DumpAsync(string except = "")
    {
        await using var source = NpgsqlDataSource.Create(Service.ConnectionString);
        await using var command = source.CreateCommand(
            """
            select string_agg(query_to_xml(format('select * from %I', table_name), true, false, '')::text, E'\n')
            from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like $1
            """
        );
        command.Parameters.AddWithValue(except);
        return (string)(await command.ExecuteScalarAsync())!;
    }

    public async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Service.ConnectionString);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ScalarAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Service.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    private sealed class Host(ReferralsApp app, Dictionary<string, string?> settings) : ServiceApp<ReferralsDb>("referralsdb", settings)
    {
        protected override void ConfigureWebHost(IWebHostBuilder builder)
        {
            base.ConfigureWebHost(builder);
            builder.ConfigureLogging(logging => logging.ClearProviders().AddFilter<CapturedLog>(null, LogLevel.Trace).AddProvider(app.Log));
            builder.ConfigureServices(services => services.AddSingleton<TimeProvider>(app.Clock));
        }
    }
}
