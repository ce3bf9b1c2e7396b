using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Status = Grpc.Core.Status;

namespace SocialServices.Registry.Grpc;

internal static class Answers
{
    private const int MaxAtOnce = 1000;
    private const long FirstSecond = -62_135_596_800;
    private const long LastSecond = 253_402_300_799;

    public static Guid IdOf(string text, string field) => Guid.TryParse(text, out var id) ? id : throw Invalid(field, "must be a UUID");

    public static string CodeOf(string text, string field) =>
        text.Length is > 0 and <= 50 && !text.Any(char.IsControl) ? text : throw Invalid(field, "must have 1 to 50 printable characters");

    /// <summary>Ids or codes of a call that asks for several: each once, in the order asked.</summary>
    public static List<T> ManyOf<T>(IReadOnlyList<string> texts, string field, Func<string, string, T> parse) =>
        texts.Count <= MaxAtOnce
            ? [.. texts.Select((text, index) => parse(text, $"{field}[{index}]")).Distinct()]
            : throw Invalid(field, $"must be at most {MaxAtOnce}");

    /// <summary>ISO 8601; empty for none.</summary>
    public static string DayOf(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static DateOnly DayOf(string text, string field) =>
        DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Invalid(field, "must be a date as 2026-11-23");

    /// <summary>Null for none. A message can say seconds and nanoseconds that are no instant.</summary>
    public static DateTimeOffset? InstantOf(Timestamp? timestamp, string field) =>
        timestamp switch
        {
            null => null,
            { Nanos: >= 0 and < 1_000_000_000, Seconds: >= FirstSecond and <= LastSecond } => timestamp.ToDateTimeOffset(),
            _ => throw Invalid(field, "must be an instant of the years 1 to 9999"),
        };

    /// <summary>The message is for people; the field stands in the details for programs.</summary>
    public static RpcException Invalid(string field, string reason) =>
        new Google.Rpc.Status
        {
            Code = (int)Code.InvalidArgument,
            Message = $"{field} {reason}.",
            Details =
            {
                Any.Pack(
                    new BadRequest
                    {
                        FieldViolations =
                        {
                            new BadRequest.Types.FieldViolation { Field = field, Description = reason },
                        },
                    }
                ),
            },
        }.ToRpcException();

    public static RpcException NotFound(string what) => new(new Status(StatusCode.NotFound, $"{what} was not found."));
}
