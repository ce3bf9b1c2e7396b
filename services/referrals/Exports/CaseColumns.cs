using System.ComponentModel.DataAnnotations;
using System.Globalization;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Referrals.Exports;

/// <summary>The columns of a case list, as it is imported and exported.</summary>
internal static class CaseColumns
{
    public static IReadOnlyList<string> ForImport { get; } =
    [
        "externalCode",
        "givenName",
        "familyName",
        "patronymic",
        "sex",
        "birthDate",
        "birthYear",
        "place",
        "disability",
        "phone",
        "address",
        "source",
    ];

    public static IReadOnlyList<string> ForExport { get; } = ["number", "workflow", "openedAt", "closedAt", "closureReason", .. ForImport];

    public static RowShape Shape { get; } = new(ForImport, ["givenName", "familyName", "sex", "place"], ["externalCode"]);

    /// <returns>The person and the source of a row, or everything that is wrong with it.</returns>
    public static (PersonalDetails? Person, CaseSource? Source, IReadOnlyList<Refusal> Faults) Read(RawRow row, DateOnly today)
    {
        List<Refusal> faults = [.. row.Faults];
        var person = new PersonalDetails(
            Text(row, "givenName") ?? "",
            Text(row, "familyName") ?? "",
            Word<Sex>(row, "sex", faults) ?? Sex.Unknown,
            Text(row, "place") ?? "",
            Text(row, "patronymic"),
            Value<DateOnly>(
                row,
                "birthDate",
                "A day such as 1984-05-06.",
                faults,
                static (string text, out DateOnly day) =>
                    DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            ),
            Value<bool>(row, "disability", "true or false.", faults, bool.TryParse),
            Text(row, "phone"),
            Text(row, "address"),
            ExternalCode: Text(row, "externalCode"),
            BirthYear: Value<int>(
                row,
                "birthYear",
                "A year such as 1984.",
                faults,
                static (string text, out int year) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year)
            )
        );
        var source = Word<CaseSource>(row, "source", faults);
        var results = new List<ValidationResult>();
        Validator.TryValidateObject(person, new ValidationContext(person), results, validateAllProperties: true);
        faults.AddRange(
            results.SelectMany(result =>
                result.MemberNames.Select(name => new Refusal(char.ToLowerInvariant(name[0]) + name[1..], result.ErrorMessage!))
            )
        );
        if (person.FindRefusal(today) is { } wrong)
        {
            faults.Add(wrong);
        }

        return faults.Count > 0 ? (null, null, faults) : (person, source, faults);
    }

    public static IEnumerable<string?> Write(CaseView view, PersonalDetails person) =>
        [
            view.Number,
            Words.Of(view.Workflow),
            view.OpenedAt.ToString("O", CultureInfo.InvariantCulture),
            view.ClosedAt?.ToString("O", CultureInfo.InvariantCulture),
            view.ClosureReason is { } closure ? Words.Of(closure) : null,
            person.ExternalCode,
            person.GivenName,
            person.FamilyName,
            person.Patronymic,
            Words.Of(person.Sex),
            person.BirthDate?.ToString("O", CultureInfo.InvariantCulture),
            person.BirthYear?.ToString(CultureInfo.InvariantCulture),
            person.Place,
            person.Disability is { } disability ? (disability ? "true" : "false") : null,
            person.Phone,
            person.Address,
            view.Source is { } source ? Words.Of(source) : null,
        ];

    private delegate bool Parse<T>(string text, out T value);

    private static string? Text(RawRow row, string column) =>
        Shape.Columns.Index().Single(one => one.Item == column).Index is var index && !string.IsNullOrWhiteSpace(row.Values[index])
            ? row.Values[index]!.Trim()
            : null;

    private static T? Word<T>(RawRow row, string column, List<Refusal> faults)
        where T : struct, Enum
    {
        if (Text(row, column) is not { } text)
        {
            return null;
        }

        if (Words.TryParse<T>(text, out var value))
        {
            return value;
        }

        faults.Add(new Refusal(column, Words.Expected<T>()));
        return null;
    }

    private static T? Value<T>(RawRow row, string column, string expected, List<Refusal> faults, Parse<T> parse)
        where T : struct
    {
        if (Text(row, column) is not { } text)
        {
            return null;
        }

        if (parse(text, out var value))
        {
            return value;
        }

        faults.Add(new Refusal(column, expected));
        return null;
    }
}
