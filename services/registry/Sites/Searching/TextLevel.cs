namespace SocialServices.Registry.Sites.Searching;

/// <summary>How well a site fits a text; the best first.</summary>
internal enum TextLevel
{
    /// <summary>It has all words among its own.</summary>
    Own,

    /// <summary>All are there or in the names of its type of service and place.</summary>
    Near,

    /// <summary>All, with the name of its organization.</summary>
    Wide,

    /// <summary>All but one. Asked only when no site has all, as what follows.</summary>
    AllButOne,

    /// <summary>Any.</summary>
    Any,
}

internal static class TextLevels
{
    /// <summary>Demands a site of this level that is not of a better one.</summary>
    /// <returns>False when there can be none.</returns>
    public static bool TryRequire(
        this SiteConditions conditions,
        TextLevel level,
        IReadOnlyList<SearchTerm> terms,
        SqlParameters parameters
    )
    {
        switch (level)
        {
            case TextLevel.Own:
                return Beyond([.. terms.Select(term => (Meaning.None, term.Own))]);
            case TextLevel.Near:
                return Beyond([.. terms.Select(term => (term.Own, term.Near))]);
            case TextLevel.Wide:
                return Beyond([.. terms.Select(term => (term.Nearer, term.Wide))]);
            default:
                conditions.RequireOrBetter(level, terms, parameters);
                return !conditions.IsImpossible;
        }

        // Every term by what the better level knows of it or by what this one adds, but not every one by the former alone. Said so that
        // the planner sees how few they are: where one term only has something to add, it must be that.
        bool Beyond((Meaning Known, Meaning Added)[] meanings)
        {
            var adding = meanings.Where(meaning => !meaning.Added.IsEmpty).ToList();
            if (adding is [] || meanings.Any(meaning => meaning.Known.IsEmpty && meaning.Added.IsEmpty))
            {
                return false;
            }

            foreach (var meaning in meanings)
            {
                conditions.Require(adding is [var only] && meaning == only ? meaning.Added : meaning.Known.Or(meaning.Added));
            }

            var known = (adding is [var one] ? [one.Known] : meanings.Select(meaning => meaning.Known)).ToList();
            if (!known.Any(meaning => meaning.IsEmpty))
            {
                conditions.Require($"not ({Every(known, parameters)})");
            }

            return !conditions.IsImpossible;
        }
    }

    /// <summary>Demands a site of this level or a better one.</summary>
    public static void RequireOrBetter(
        this SiteConditions conditions,
        TextLevel level,
        IReadOnlyList<SearchTerm> terms,
        SqlParameters parameters
    )
    {
        switch (level)
        {
            case TextLevel.AllButOne:
                var choices = terms.Select(
                    (_, left) => $"({Every(terms.Where((_, index) => index != left).Select(term => term.All), parameters)})"
                );
                conditions.Require($"({string.Join(" or ", choices)})");
                break;
            case TextLevel.Any:
                conditions.Require(terms.Select(term => term.All).Aggregate(Meaning.None, (any, meaning) => any.Or(meaning)));
                break;
            default:
                foreach (var term in terms)
                {
                    conditions.Require(term.All);
                }

                break;
        }
    }

    private static string Every(IEnumerable<Meaning> meanings, SqlParameters parameters)
    {
        var every = new SiteConditions(parameters);
        foreach (var meaning in meanings)
        {
            every.Require(meaning);
        }

        return every.IsImpossible ? "false" : every.Text();
    }
}
