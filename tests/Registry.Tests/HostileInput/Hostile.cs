namespace SocialServices.Registry.Tests.HostileInput;

/// <summary>What is sent where something else is expected.</summary>
internal static class Hostile
{
    private const string Nul = "\"a\\u0000b\"";
    private const string HalfACharacter = "\"a\\ud800b\"";
    private const string RightToLeft = "\"a\\u202eb\"";
    private static readonly string TooLong = $"\"{new string('x', 10_000)}\"";

    /// <summary>Keys in a path, already escaped.</summary>
    public static IReadOnlyList<string> Keys { get; } =
    ["%00", "a%00b", "%ED%A0%80", "%FF", "a%E2%80%AEb", "%20", "-1", "..%2F..", "%25%5C_", "99999999999999999999", new('x', 7000)];

    /// <summary>Values in a query, already escaped.</summary>
    public static IReadOnlyList<string> Parameters { get; } =
    [
        "a%00b",
        "%ED%A0%80",
        "%FF",
        "a%E2%80%AEb",
        "",
        "%20",
        "-1",
        "0",
        "1e400",
        "NaN",
        "99999999999999999999",
        "2147483648",
        "0001-01-01",
        "9999-12-31",
        "9999-12-31T23:59Z",
        "9999-12-31T23:59:59.9999999-14:00",
        "0001-01-01T00:00%2B14:00",
        "0001-01-01T00:00:00Z",
        "2021-02-30",
        "NaN,NaN",
        "91,181",
        "%5Cud800",
        "'%3B--",
        "%25%5C_",
        "YWJj",
        "%21",
        Cursor("9223372036854775807"),
        Cursor("9223372036854775808"),
        Cursor("a\0b"),
        Cursor(""),
        Cursor("00000000-0000-0000-0000-000000000000"),
        Cursor("0.5|ffffffff-ffff-ffff-ffff-ffffffffffff"),
        "_wAA",
        new('x', 7000),
    ];

    /// <summary>A parameter makes sense with another one only, which is named when that is absent.</summary>
    public static IReadOnlyDictionary<string, string> Together { get; } =
        new Dictionary<string, string> { ["withinKm"] = "near", ["until"] = "from" };

    /// <param name="writes">Only then the preconditions, the key and the body's type matter.</param>
    public static IEnumerable<(string Name, string Value)> Headers(bool writes) =>
        writes
            ?
            [
                .. Of(
                    "If-Match",
                    "*",
                    "abc",
                    "W/\"1\"",
                    "\"\"",
                    "\"-1\"",
                    "\"99999999999999999999\"",
                    "\"1\", \"2\"",
                    "\"\u00ff\"",
                    new string('x', 5000)
                ),
                .. Of("Idempotency-Key", "", " ", "\u00ff\u00fe", "a\tb", new string('x', 101), new string('x', 5000)),
                .. Of(
                    "Content-Type",
                    "text/plain",
                    "application/json; charset=utf-16",
                    "application/json; charset=nothing",
                    "application/xml",
                    "x"
                ),
            ]
            : Of(
                "Accept-Language",
                ";;;",
                "*",
                "tk;q=-1",
                "tk;q=99999999999",
                "xx-\u00ff",
                "\u0001",
                new string('x', 5000),
                string.Join(',', Enumerable.Repeat("tk", 1000))
            );

    /// <summary>A member of a body: JSON, or nearly so.</summary>
    public static IEnumerable<string> ValuesFor(MemberKind kind) =>
        [
            Nul,
            HalfACharacter,
            RightToLeft,
            TooLong,
            "1e400",
            "true",
            "{}",
            "[]",
            "null",
            "\"\"",
            .. kind switch
            {
                MemberKind.Text => ["\" \""],
                MemberKind.Number => ["99999999999999999999", "-1", "1.5"],
                MemberKind.Day => ["\"0001-01-01\"", "\"9999-12-31\"", "\"2021-02-30\""],
                MemberKind.List => ["[null]", $"[{string.Join(',', Enumerable.Repeat("null", 1000))}]"],
                _ => Array.Empty<string>(),
            },
        ];

    /// <summary>Whole bodies.</summary>
    public static IReadOnlyList<string> Bodies { get; } =
    [
        "",
        " ",
        "[]",
        "null",
        "\"x\"",
        "1",
        "{",
        "{}}",
        "{\"a\":\"\ud800\"}",
        $"{string.Concat(Enumerable.Repeat("{\"a\":", 100))}1{new string('}', 100)}",
        $"{new string('[', 100)}{new string(']', 100)}",
        "{\"\\u0000\":1}",
        "{\"\\ud800\":1}",
        "{\"a\":1e400}",
        "{\"a\":1,\"a\":2}",
        "\ufeff{}",
        "\0",
    ];

    /// <summary>Can the value not be right for any such member?</summary>
    public static bool IsWrong(MemberKind kind, string value) =>
        value is not "null"
        && kind switch
        {
            MemberKind.Text => value is not ['"', ..] || value is Nul or HalfACharacter or RightToLeft || value == TooLong,
            MemberKind.Number => value is not ("-1" or "1.5"),
            MemberKind.Flag => value is not "true",
            MemberKind.Day => value is not ("\"0001-01-01\"" or "\"9999-12-31\""),
            MemberKind.List => value is not "[]" && !value.StartsWith("[null", StringComparison.Ordinal),
            MemberKind.Form => value is not "{}",
            _ => true,
        };

    private static IEnumerable<(string, string)> Of(string name, params string[] values) => values.Select(value => (name, value));

    private static string Cursor(string key) =>
        Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlEncode(System.Text.Encoding.UTF8.GetBytes(key));
}
