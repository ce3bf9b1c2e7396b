using System.Globalization;
using Grpc.Core;

namespace SocialServices.Registry.Grpc;

internal static class Answers
{
    public static Guid IdOf(string text, string field) => Guid.TryParse(text, out var id)
        ? id
        : throw Invalid(field, "must be a UUID");

    public static string CodeOf(string text, string field) => text.Length is > 0 and <= 50 && !text.Any(char.IsControl)
        ? text
        : throw Invalid(field, "must have 1 to 50 printable characters");

    /// <summary>ISO 8601; empty for none.</summary>
    public static string DayOf(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";

    public static DateOnly DayOf(string text, string field) => DateOnly.TryParseExact(text, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        ? day
        : throw Invalid(field, "must be a date as 2026-11-23");

    public static RpcException Invalid(string field, string reason) => new(new Status(StatusCode.InvalidArgument, $"{field} {reason}."));

    public static RpcException NotFound(string what) => new(new Status(StatusCode.NotFound, $"{what} was not found."));
}
