namespace SocialServices.AppHost.Tests.Engine;

public sealed class ProcessTests : IAsyncDisposable
{
    private readonly TestSystem _system = new();

    [Fact]
    public async Task A_process_gets_its_environment()
    {
        _system.Builder.Configuration["ConnectionStrings:store"] = "Host=somewhere";
        var password = _system.Builder.AddParameter("password", new GenerateParameterDefault { MinLength = 30, Special = false }, secret: true);
        var store = _system.Builder.AddConnectionString("store");
        var server = _system.Add("server", "exec sleep infinity").WithHttpEndpoint(name: "http", env: "HTTP_PORT");
        var peer = _system.Builder.AddProject<NotBuilt>("a-peer", options => options.ExcludeLaunchProfile = options.ExcludeKestrelEndpoints = true).WithHttpEndpoint(name: "http").WithExplicitStart();
        _system.Add("client", "env; echo that is all; exec sleep infinity")
            .WithReference(store)
            .WithReference(peer)
            .WithEnvironment("PASSWORD", password)
            .WithEnvironment("SERVER", server.GetEndpoint("http"))
            .WithEnvironment("Clients__provider-nrcs__Secret", "with-hyphens");
        await _system.StartAsync();
        await _system.UntilLoggedAsync("client", "that is all");

        var environment = await _system.LogAsync("client");

        Assert.Contains("ConnectionStrings__store=Host=somewhere", environment);
        Assert.Contains($"SERVER=http://localhost:{server.GetEndpoint("http").Port}", environment);
        Assert.Contains(environment, line => line.StartsWith("PASSWORD=", StringComparison.Ordinal) && line.Length == "PASSWORD=".Length + 30);
        Assert.Contains($"services__a-peer__http__0={peer.GetEndpoint("http").Url}", environment);
        Assert.Contains($"A_PEER_HTTP={peer.GetEndpoint("http").Url}", environment);
        Assert.Contains("Clients__provider-nrcs__Secret=with-hyphens", environment);
    }

    [Fact]
    public async Task A_server_listens_where_its_clients_look()
    {
        var server = _system.Add("server", "echo port $PORT argument $0; exec sleep infinity").WithEndpoint(name: "tcp", env: "PORT");
        server.WithArgs(context => context.Args.Add(server.GetEndpoint("tcp").Property(EndpointProperty.TargetPort)));
        await _system.StartAsync();

        var port = server.GetEndpoint("tcp").Port;

        await _system.UntilLoggedAsync("server", $"port {port} argument {port}");
    }

    [Fact]
    public async Task A_restarted_resource_is_a_new_process_on_the_same_port()
    {
        var worker = _system.Add("worker", "echo $$ on $PORT; exec sleep infinity").WithEndpoint(name: "tcp", env: "PORT");
        await _system.StartAsync();
        var before = await _system.UntilAsync("worker", "Running");
        var port = worker.GetEndpoint("tcp").Port;

        await _system.Application.ResourceCommands.ExecuteCommandAsync(_system.IdOf("worker"), KnownResourceCommands.RestartCommand);

        var after = await _system.UntilAsync("worker", snapshot => snapshot.State?.Text == "Running" && snapshot.StartTimeStamp != before.StartTimeStamp);
        Assert.NotEqual(Pid(before), Pid(after));
        await _system.UntilLoggedAsync("worker", $"{Pid(after)} on {port}");
    }

    [Fact]
    public async Task A_process_that_crashes_shows_its_exit_code()
    {
        _system.Add("worker", "echo broken >&2; exit 7");
        await _system.StartAsync();

        var end = await _system.UntilAsync("worker", "Exited");

        Assert.Equal(7, end.ExitCode);
        Assert.Equal("error", end.State?.Style);
        Assert.Equal(["broken"], await _system.LogAsync("worker"));
    }

    [Fact]
    public async Task A_command_that_does_not_exist_is_named()
    {
        _system.Builder.AddExecutable("worker", "no-such-command", ".");
        await _system.StartAsync();

        await _system.UntilAsync("worker", "FailedToStart");

        Assert.Contains("'no-such-command' does not exist", Assert.Single(await _system.LogAsync("worker")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_project_that_is_not_built_is_named()
    {
        _system.Builder.AddProject<NotBuilt>("service", options => options.ExcludeLaunchProfile = options.ExcludeKestrelEndpoints = true);
        await _system.StartAsync();

        await _system.UntilAsync("service", "FailedToStart");

        Assert.Contains("Build NotBuilt.csproj first", Assert.Single(await _system.LogAsync("service")), StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    private static object? Pid(CustomResourceSnapshot snapshot) => snapshot.Properties.Single(property => property.Name == "executable.pid").Value;

    private sealed class NotBuilt : IProjectMetadata
    {
        public string ProjectPath => Path.Combine(Path.GetTempPath(), "not-built", "NotBuilt.csproj");
    }
}
