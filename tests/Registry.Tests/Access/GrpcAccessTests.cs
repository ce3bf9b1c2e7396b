using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Contracts.Events.V1;
using SocialServices.Contracts.Registry.V1;
using SocialServices.ServiceDefaults.Access;
using Xunit;

namespace SocialServices.Registry.Tests.Access;

/// <summary>Every call that peers can make against every kind of peer.</summary>
public sealed class GrpcAccessTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    private static readonly Marshaller<byte[]> AsTheyAre = Marshallers.Create(bytes => bytes, bytes => bytes);

    /// <summary>Method, and the scope that it needs.</summary>
    public static TheoryData<string, string> Calls { get; } =
        new()
        {
            { "socialservices.registry.v1.Directory/GetSite", "registry.read" },
            { "socialservices.registry.v1.Directory/GetServiceType", "registry.read" },
            { "socialservices.registry.v1.Directory/GetWorker", "registry.read" },
            { "socialservices.registry.v1.Directory/GetOrganization", "registry.read" },
            { "socialservices.registry.v1.Directory/GetWorkers", "registry.read" },
            { "socialservices.registry.v1.Directory/GetOrganizations", "registry.read" },
            { "socialservices.registry.v1.Directory/FindSites", "registry.read" },
            { "socialservices.registry.v1.Directory/GetPlace", "registry.read" },
            { "socialservices.registry.v1.Directory/GetPlaces", "registry.read" },
            { "socialservices.registry.v1.CapacityLedger/Reserve", "registry.capacity" },
            { "socialservices.registry.v1.CapacityLedger/Confirm", "registry.capacity" },
            { "socialservices.registry.v1.CapacityLedger/Release", "registry.capacity" },
            { "socialservices.events.v1.EventLog/ReadEvents", "events.read" },
        };

    [Fact]
    public void Every_call_that_is_mapped_or_described_has_a_row()
    {
        var rows = Calls.Select(row => row.Data.Item1).Order(StringComparer.Ordinal).ToList();
        var mapped = app
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName.TrimStart('/'))
            .OfType<string>()
            .Where(method => !method.StartsWith("grpc.health.v1.", StringComparison.Ordinal)); // for everybody, as /health
        var described = RegistryReflection
            .Descriptor.Services.Concat(EventLogReflection.Descriptor.Services)
            .SelectMany(service => service.Methods)
            .Select(method => $"{method.Service.FullName}/{method.Name}");

        Assert.Equal(rows, mapped.Order(StringComparer.Ordinal));
        Assert.Equal(rows, described.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task A_peer_needs_a_token_with_the_scope(string method, string scope)
    {
        var before = await Counted.AsyncOf(app);

        Assert.Equal(StatusCode.Unauthenticated, await StatusAsync(null));
        Assert.Equal(StatusCode.PermissionDenied, await StatusAsync(""));
        Assert.Equal(StatusCode.PermissionDenied, await StatusAsync(string.Join(' ', Scopes.All.Except([scope]))));
        Assert.Equal(before, await Counted.AsyncOf(app));
        Assert.Contains(await StatusAsync(scope), new[] { StatusCode.OK, StatusCode.InvalidArgument, StatusCode.NotFound });

        async Task<StatusCode> StatusAsync(string? scopes)
        {
            var name = method.Split('/');
            var call = app.Grpc(scopes)
                .AsyncUnaryCall(new Method<byte[], byte[]>(MethodType.Unary, name[0], name[1], AsTheyAre, AsTheyAre), null, default, []);
            try
            {
                await call;
                return StatusCode.OK;
            }
            catch (RpcException refusal)
            {
                return refusal.StatusCode;
            }
        }
    }
}
