using SocialServices.Registry.Data;
using SocialServices.Registry.ServiceTypes;

namespace SocialServices.Registry.Hsds;

/// <summary>The two taxonomies of the register, as its service types use them: needs answered and target groups.</summary>
internal sealed class Vocabulary
{
    private static readonly HsdsTaxonomy Needs = Taxonomy("needs", "Needs answered", "What people ask for that a service answers.");
    private static readonly HsdsTaxonomy TargetGroups = Taxonomy(
        "target-groups",
        "Target groups",
        "The people for whom a service is made."
    );

    private readonly IReadOnlyList<ServiceType> types;

    public Vocabulary(IReadOnlyList<ServiceType> types)
    {
        this.types = types;
        Terms =
        [
            .. Known(Vocabularies.Terms.Needs, types.SelectMany(type => type.Needs))
                .Select(term => Term("needs", Needs, term.Code, term.Name)),
            .. Known(Vocabularies.Terms.TargetGroups, types.SelectMany(type => type.TargetGroups))
                .Select(term => Term("target-groups", TargetGroups, term.Code, term.Name)),
        ];
    }

    public static IReadOnlyList<HsdsTaxonomy> Taxonomies { get; } = [Needs, TargetGroups];

    public IReadOnlyList<HsdsTaxonomyTerm> Terms { get; }

    public static string NameOfCondition(string code) =>
        Vocabularies.Terms.Conditions.All.FirstOrDefault(term => term.Code == code)?.Name.En ?? Readable(code);

    /// <summary><c>families-with-children</c>: Families with children.</summary>
    public static string Readable(string code) => char.ToUpperInvariant(code[0]) + code[1..].Replace('-', ' ');

    /// <summary>The terms of a service type as attributes of a record.</summary>
    public IReadOnlyList<HsdsAttribute> AttributesOf(ServiceType type, Guid record, string entity) =>
        [
            .. TermsOf(type)
                .Select(term => new HsdsAttribute(
                    HsdsIds.Of($"attribute/{record}/{term.Id}"),
                    record,
                    term.TaxonomyId == Needs.Id ? "needs" : "target-groups",
                    entity,
                    term.Id,
                    term
                )),
        ];

    /// <summary>Codes of the service types that have the term and a term of the taxonomy that are asked for; null when none is.</summary>
    public string[]? TypesWith(HsdsFilter filter) =>
        filter is { TaxonomyTermId: null, TaxonomyId: null }
            ? null
            :
            [
                .. types
                    .Where(type =>
                        (filter.TaxonomyTermId is not { } wanted || TermsOf(type).Any(term => term.Id == wanted))
                        && (filter.TaxonomyId is not { } taxonomy || TermsOf(type).Any(term => term.TaxonomyId == taxonomy))
                    )
                    .Select(type => type.Code),
            ];

    private IEnumerable<HsdsTaxonomyTerm> TermsOf(ServiceType type) =>
        Terms.Where(term => (term.TaxonomyId == Needs.Id ? type.Needs : type.TargetGroups).Contains(term.Code));

    private static HsdsTaxonomy Taxonomy(string code, string name, string description) =>
        new(HsdsIds.Of($"taxonomy/{code}"), name, description);

    // Also words that are no longer in the vocabulary, while a service type still has them.
    private static IEnumerable<(string Code, string Name)> Known(Vocabularies.Terms terms, IEnumerable<string> used) =>
        terms
            .All.Select(term => (term.Code, term.Name.En))
            .Concat(used.Except(terms.All.Select(term => term.Code)).Select(code => (code, Readable(code))))
            .OrderBy(term => term.Item1, StringComparer.Ordinal);

    private static HsdsTaxonomyTerm Term(string taxonomyCode, HsdsTaxonomy taxonomy, string code, string name) =>
        new(
            HsdsIds.Of($"taxonomy-term/{taxonomyCode}/{code}"),
            code,
            name,
            $"{taxonomy.Name}: {name}.",
            taxonomy.Name,
            taxonomy,
            "en",
            taxonomy.Id
        );
}
