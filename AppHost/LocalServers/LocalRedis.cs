using System.Net.Sockets;
using System.Text;

namespace SocialServices.AppHost.LocalServers;

internal sealed class LocalRedis(string name, string repository, ParameterResource password) : LocalServer(name, repository, password)
{
    public override ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"{Host}:{Port},password={Password}");

    public ReferenceExpression ConnectionStringOf(string user, ParameterResource password) =>
        ReferenceExpression.Create($"{Host}:{Port},user={user},password={password}");

    /// <summary>AUTH and PING, in Redis' inline form; a client library only for this would be a second version of the services' own.</summary>
    public override async Task CheckAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Endpoint.Host, Endpoint.Port, cancellationToken);
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);

        var password = await Password.GetValueAsync(cancellationToken);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"AUTH {password}\r\nPING\r\nQUIT\r\n"), cancellationToken);
        foreach (var expected in (string[])["+OK", "+PONG"])
        {
            var answer = await reader.ReadLineAsync(cancellationToken);
            if (answer != expected)
            {
                throw new InvalidOperationException($"Redis answered '{answer}', not '{expected}'.");
            }
        }
    }
}
