using SocialServices.Registry.ServiceTypes;

namespace SocialServices.Registry.Hsds;

/// <summary>The two taxonomies of the register, as its service types use them: needs answered and target groups.</summary>
internal sealed class Vocabulary
{
    private static readonly HsdsTaxonomy Needs = Taxonomy("needs", "Needs answered", "What people ask for that a service answers.");
    private static readonly HsdsTaxonomy TargetGroups = Taxonomy("target-groups", "Target groups", "The people for whom a service is made.");

    private readonly IReadOnlyList<ServiceType> types;

    public Vocabulary(IReadOnlyList<ServiceType> types)
    {
        this.types = types;
        Terms =
        [
            .. types.SelectMany(type => type.Needs).Distinct().Order(StringComparer.Ordinal).Select(code => Term("needs", Needs, code)),
            .. types.SelectMany(type => type.TargetGroups).Distinct().Order(StringComparer.Ordinal).Select(code => Term("target-groups", TargetGroups, code)),
        ];
    }

    public static IReadOnlyList<HsdsTaxonomy> Taxonomies { get; } = [Needs, TargetGroups];

    public IReadOnlyList<HsdsTaxonomyTerm> Terms { get; }

    /// <summary><c>families-with-children</c>: Families with children.</summary>
    public static string Readable(string code) => char.ToUpperInvariant(code[0]) + code[1..].Replace('-', ' ');

    /// <summary>The terms of a service type as attributes of a record.</summary>
    public IReadOnlyList<HsdsAttribute> AttributesOf(ServiceType type, Guid record, string entity) =>
    [
        .. TermsOf(type).Select(term => new HsdsAttribute(
            HsdsIds.Of($"attribute/{record}/{term.Id}"), record, term.TaxonomyId == Needs.Id ? "needs" : "target-groups", entity, term.Id, term)),
    ];

    /// <summary>Codes of the service types that have the term and a term of the taxonomy that are asked for; null when none is.</summary>
    public string[]? TypesWith(HsdsFilter filter) => filter is { TaxonomyTermId: null, TaxonomyId: null }
        ? null
        : [.. types.Where(type =>
            (filter.TaxonomyTermId is not { } wanted || TermsOf(type).Any(term => term.Id == wanted))
            && (filter.TaxonomyId is not { } taxonomy || TermsOf(type).Any(term => term.TaxonomyId == taxonomy)))
            .Select(type => type.Code)];

    private IEnumerable<HsdsTaxonomyTerm> TermsOf(ServiceType type) => Terms.Where(term =>
        (term.TaxonomyId == Needs.Id ? type.Needs : type.TargetGroups).Contains(term.Code));

    private static HsdsTaxonomy Taxonomy(string code, string name, string description) => new(HsdsIds.Of($"taxonomy/{code}"), name, description);

    private static HsdsTaxonomyTerm Term(string taxonomyCode, HsdsTaxonomy taxonomy, string code) => new(
        HsdsIds.Of($"taxonomy-term/{taxonomyCode}/{code}"), code, Readable(code), $"{taxonomy.Name}: {Readable(code)}.",
        taxonomy.Name, taxonomy, "en", taxonomy.Id);
}
