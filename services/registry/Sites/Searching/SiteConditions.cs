namespace SocialServices.Registry.Sites.Searching;

/// <summary>
/// What must all be true of a site. Codes that are demanded more than once are intersected here: the planner would take
/// the demands for independent of each other, expect too few sites, and choose the wrong way to them.
/// </summary>
internal sealed class SiteConditions(SqlParameters parameters)
{
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
        var all = new List<string>(others);
        AddCodes(all, "service_type_code", types);
        AddCodes(all, "place_code", places);
        AddCodes(all, "organization_code", organizations);
        foreach (var choice in choices.Where(choice => !IsImplied(choice)))
        {
            var any = new List<string>(4);
            if (choice.Words is not [])
            {
                any.Add($"s.search_document @@ {parameters.AddQuery(string.Join('|', choice.Words))}");
            }

            AddCodes(any, "service_type_code", choice.Types is [] ? null : choice.Types);
            AddCodes(any, "place_code", choice.Places is [] ? null : choice.Places);
            AddCodes(any, "organization_code", choice.Organizations is [] ? null : choice.Organizations);
            all.Add(any is [var only] ? only : $"({string.Join(" or ", any)})");
        }

        return string.Join(" and ", all);
    }

    private bool IsImplied(Meaning choice) =>
        (types is not null && types.All(choice.Types.Contains))
        || (places is not null && places.All(choice.Places.Contains))
        || (organizations is not null && organizations.All(choice.Organizations.Contains));

    private void AddCodes(List<string> conditions, string column, string[]? codes)
    {
        if (codes is not null)
        {
            conditions.Add(codes is [var one] ? $"s.{column} = {parameters.Add(one)}" : $"s.{column} = any ({parameters.Add(codes)})");
        }
    }
}
