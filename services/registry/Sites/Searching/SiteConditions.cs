namespace SocialServices.Registry.Sites.Searching;

/// <summary>
/// What must all be true of a site. Codes that are demanded more than once are intersected here: the planner would take
/// the demands for independent of each other, expect too few sites, and choose the wrong way to them.
/// </summary>
internal sealed class SiteConditions(SqlParameters parameters)
{
    // Words and few codes are asked of the documents all at once: their index skips what lacks the rarest of them, eight times as fast as two
    // indexes of which each lists all it has. With many codes it is the other way round.
    private const int MaxOperands = 8;

    private readonly List<Meaning> choices = [];
    private readonly List<string> others = [];
    private string[]? types;
    private string[]? places;
    private string[]? organizations;

    /// <summary>Whether no site can fulfil them.</summary>
    public bool IsImpossible => types is [] || places is [] || organizations is [];

    public void Require(string condition) => others.Add(condition);

    public void Require(Meaning meaning)
    {
        switch (meaning)
        {
            case { Words: [], Places: [], Organizations: [] }:
                types = types?.Intersect(meaning.Types).ToArray() ?? meaning.Types;
                break;
            case { Words: [], Types: [], Organizations: [] }:
                places = places?.Intersect(meaning.Places).ToArray() ?? meaning.Places;
                break;
            case { Words: [], Types: [], Places: [] }:
                organizations = organizations?.Intersect(meaning.Organizations).ToArray() ?? meaning.Organizations;
                break;
            default:
                choices.Add(meaning);
                break;
        }
    }

    public string Text()
    {
        var (all, documents) = (new List<string>(others), new List<string>());
        foreach (var choice in choices.Where(choice => !IsImplied(choice)))
        {
            if (choice.Operands.Count() <= MaxOperands)
            {
                documents.Add(string.Join('|', choice.Operands));
            }
            else
            {
                all.Add(Any(choice));
            }
        }

        if (IsImpossible)
        {
            all.Add("false");
        }

        Demand(Meaning.None with { Types = types ?? [] });
        Demand(Meaning.None with { Places = places ?? [] });
        Demand(Meaning.None with { Organizations = organizations ?? [] });
        if (documents is not [])
        {
            all.Add($"s.search_document @@ {parameters.AddQuery($"({string.Join(")&(", documents)})")}");
        }

        return string.Join(" and ", all);

        void Demand(Meaning codes)
        {
            if (documents is not [] && !codes.IsEmpty && codes.Operands.Count() <= MaxOperands)
            {
                documents.Add(string.Join('|', codes.Operands));
            }
            else if (!codes.IsEmpty)
            {
                all.Add(Any(codes));
            }
        }
    }

    private string Any(Meaning meaning)
    {
        var any = new List<string>(4);
        if (meaning.Words is not [])
        {
            any.Add($"s.search_document @@ {parameters.AddQuery(string.Join('|', meaning.Words))}");
        }

        AddCodes("service_type_code", meaning.Types);
        AddCodes("place_code", meaning.Places);
        AddCodes("organization_code", meaning.Organizations);
        return any is [var only] ? only : $"({string.Join(" or ", any)})";

        void AddCodes(string column, string[] codes)
        {
            if (codes is not [])
            {
                any.Add(codes is [var one] ? $"s.{column} = {parameters.Add(one)}" : $"s.{column} = any ({parameters.Add(codes)})");
            }
        }
    }

    private bool IsImplied(Meaning choice) =>
        (types is not null && types.All(choice.Types.Contains))
        || (places is not null && places.All(choice.Places.Contains))
        || (organizations is not null && organizations.All(choice.Organizations.Contains));
}
