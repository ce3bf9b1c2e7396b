using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>
/// What the standard attributes demand, said to a caller who knows nothing of the code. An attribute with a message of its own keeps it.
/// </summary>
internal static class PlainMessage
{
    /// <param name="usual">What the framework said.</param>
    /// <param name="member">The attributes of the property or parameter at fault.</param>
    /// <param name="type">Its type.</param>
    /// <param name="name">Its name in the code.</param>
    /// <returns>Null when none of the attributes said it.</returns>
    public static string? Of(string usual, ICustomAttributeProvider member, Type type, string name)
    {
        var shown =
            member.GetCustomAttributes(inherit: true).OfType<DisplayAttribute>().FirstOrDefault() is { } display
            && display.GetName() is { } own
                ? own
                : name;
        return member
            .GetCustomAttributes(inherit: true)
            .OfType<ValidationAttribute>()
            .Where(attribute => attribute is { ErrorMessage: null, ErrorMessageResourceName: null })
            .Where(attribute => attribute.FormatErrorMessage(shown) == usual)
            .Select(attribute => Of(attribute, type))
            .FirstOrDefault();
    }

    /// <summary>Null for an attribute of our own: its message is plain already.</summary>
    public static string? Of(ValidationAttribute attribute, Type type) =>
        attribute switch
        {
            RequiredAttribute => "Is required.",
            RangeAttribute range => OfRange(range),
            MinLengthAttribute { Length: var least } => $"Needs at least {Count(least, type)}.",
            MaxLengthAttribute { Length: var most } => $"May have at most {Count(most, type)}.",
            StringLengthAttribute { MinimumLength: 0, MaximumLength: var most } => $"May have at most {Count(most, type)}.",
            StringLengthAttribute { MinimumLength: var least, MaximumLength: var most } => OfLength(least, most, type),
            LengthAttribute { MinimumLength: var least, MaximumLength: var most } => OfLength(least, most, type),
            RegularExpressionAttribute { Pattern: var pattern } => $"Must match the pattern {pattern}",
            EmailAddressAttribute => "Must be an e-mail address.",
            PhoneAttribute => "Must be a telephone number.",
            UrlAttribute => "Must be a web address, beginning with https://.",
            AllowedValuesAttribute { Values: var values } => $"Must be one of: {string.Join(", ", values.OfType<object>().Select(Text))}.",
            DeniedValuesAttribute => "This value is not allowed.",
            Base64StringAttribute => "Must be Base64.",
            CompareAttribute { OtherProperty: var other } => $"Must be the same as {char.ToLowerInvariant(other[0])}{other[1..]}.",
            CreditCardAttribute or EnumDataTypeAttribute or FileExtensionsAttribute => "Is not valid.",
            _ => null,
        };

    private static string OfRange(RangeAttribute range) =>
        range.Maximum is int.MaxValue or double.MaxValue
            ? $"Must be {(range.MinimumIsExclusive ? "more than" : "at least")} {Text(range.Minimum)}."
        : range is { MinimumIsExclusive: false, MaximumIsExclusive: false }
            ? $"Must be between {Text(range.Minimum)} and {Text(range.Maximum)}."
        : $"Must be {(range.MinimumIsExclusive ? "more than" : "at least")} {Text(range.Minimum)} "
            + $"and {(range.MaximumIsExclusive ? "less than" : "at most")} {Text(range.Maximum)}.";

    private static string OfLength(int least, int most, Type type) =>
        least == most ? $"Needs exactly {Count(most, type)}." : $"Needs {Text(least)} to {Count(most, type)}.";

    private static string Count(int number, Type type) =>
        (type != typeof(string) && typeof(IEnumerable).IsAssignableFrom(type), number) switch
        {
            (true, 1) => "1 entry",
            (true, _) => $"{Text(number)} entries",
            (false, 1) => "1 character",
            (false, _) => $"{Text(number)} characters",
        };

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
