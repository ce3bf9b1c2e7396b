using Aspire.Hosting;

// Started in a folder of its own, into which the two processes write their ids.
var builder = DistributedApplication.CreateBuilder(new DistributedApplicationOptions { Args = args, DisableDashboard = true, ProjectDirectory = Directory.GetCurrentDirectory() });

var first = builder.AddExecutable("first", "bash", ".", "-c", "echo $$ > first.pid; exec sleep infinity");
builder.AddExecutable("second", "bash", ".", "-c", "sleep infinity & echo $! > helper.pid; echo $$ > second.pid; trap 'exit 0' TERM; wait").WaitFor(first);

builder.Build().Run();
