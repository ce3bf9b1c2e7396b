namespace SocialServices.Registry.Sites.Searching;

/// <summary>What one word of the text stands for, as <c>search_terms</c> answers it.</summary>
/// <param name="Own">The word itself, where sites have it among their own words (operands of a tsquery).</param>
/// <param name="Near">Words that begin with it or are spelled nearly so, and what type of service or place has it in its name.</param>
/// <param name="Wide">Organizations that have it in their name.</param>
internal sealed record SearchTerm(Meaning Own, Meaning Near, Meaning Wide)
{
    public Meaning Nearer => Own.Or(Near);
    public Meaning All => Nearer.Or(Wide);
}

/// <summary>Sites that have one of these words, or one of these codes.</summary>
/// <param name="Words">Operands of a tsquery.</param>
internal sealed record Meaning(string[] Words, string[] Types, string[] Places, string[] Organizations)
{
    public static readonly Meaning None = new([], [], [], []);

    /// <summary>All of it as operands of a tsquery: documents have the codes among their words.</summary>
    public IEnumerable<string> Operands =>
        [
            .. Words,
            .. Types.Select(code => Operand("t", code)),
            .. Places.Select(code => Operand("p", code)),
            .. Organizations.Select(code => Operand("o", code)),
        ];

    public bool IsEmpty => Words is [] && Types is [] && Places is [] && Organizations is [];

    public Meaning Or(Meaning other) =>
        this == None ? other
        : other == None ? this
        : new(
            [.. Words.Union(other.Words)],
            [.. Types.Union(other.Types)],
            [.. Places.Union(other.Places)],
            [.. Organizations.Union(other.Organizations)]
        );

    // A filter's code is what somebody sent.
    private static string Operand(string kind, string code) =>
        $"'{kind}:{code.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
