using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace SocialServices.AppHost.LocalServers;

internal sealed class LocalRabbitMq(string name, string repository, ParameterResource password) : LocalServer(name, repository, password)
{
    public override ReferenceExpression ConnectionStringExpression => ReferenceExpression.Create($"amqp://{User}:{Password}@{Host}:{Port}");

    public ReferenceExpression ConnectionStringOf(string user, ParameterResource password) =>
        ReferenceExpression.Create($"amqp://{user}:{password}@{Host}:{Port}");

    /// <summary>
    /// Opens an AMQP 0-9-1 connection with these credentials and closes it in order, so that the broker does not log a lost one.
    /// Methods of class 10 (connection): start 10, start-ok 11, tune 30, tune-ok 31, open 40, open-ok 41, close 50, close-ok 51.
    /// </summary>
    public override async Task CheckAsync(CancellationToken cancellationToken)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(Endpoint.Host, Endpoint.Port, cancellationToken);
        await using var stream = client.GetStream();

        await stream.WriteAsync("AMQP\0\0\x09\x01"u8.ToArray(), cancellationToken);
        await ExpectAsync(stream, 10, cancellationToken);

        var response = Encoding.UTF8.GetBytes($"\0{User}\0{await Password.GetValueAsync(cancellationToken)}");
        await SendAsync(
            stream,
            11,
            [.. Number(0), .. Short("PLAIN"), .. Number(response.Length), .. response, .. Short("en_US")],
            cancellationToken
        );
        var limits = await ExpectAsync(stream, 30, cancellationToken);

        await SendAsync(stream, 31, limits, cancellationToken);
        await SendAsync(stream, 40, [.. Short("/"), 0, 0], cancellationToken);
        await ExpectAsync(stream, 41, cancellationToken);

        await SendAsync(stream, 50, [0, 200, .. Short(""), 0, 0, 0, 0], cancellationToken);
        await ExpectAsync(stream, 51, cancellationToken);
    }

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Short(string text) => [(byte)text.Length, .. Encoding.UTF8.GetBytes(text)];

    private static async Task SendAsync(Stream stream, byte method, byte[] arguments, CancellationToken cancellationToken) =>
        await stream.WriteAsync(
            (byte[])[1, 0, 0, .. Number(4 + arguments.Length), 0, 10, 0, method, .. arguments, 0xCE],
            cancellationToken
        );

    private static async Task<byte[]> ExpectAsync(Stream stream, byte method, CancellationToken cancellationToken)
    {
        var header = new byte[7];
        await stream.ReadExactlyAsync(header, cancellationToken);
        var size = BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(3));
        if (size is < 4 or > 65_536)
        {
            throw new InvalidOperationException("This is not a RabbitMQ broker.");
        }

        var frame = new byte[size + 1];
        await stream.ReadExactlyAsync(frame, cancellationToken);
        return frame[1] == 10 && frame[3] == method
            ? frame[4..size]
            : throw new InvalidOperationException($"RabbitMQ answered with method {frame[1]}.{frame[3]}, not 10.{method}.");
    }
}
