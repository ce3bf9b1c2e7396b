using System.Text.Json.Serialization;

namespace SocialServices.Registry.Hsds;

/// <summary>A list of terms.</summary>
/// <param name="Id">Version 5 UUID of <c>taxonomy/{code}</c>.</param>
/// <param name="Name">In English.</param>
/// <param name="Description">In English.</param>
/// <example>{"id": "2b77528e-b2f3-52cb-b318-dd2c6ade6a64", "name": "Needs", "description": "Needs that a service answers."}</example>
internal sealed record HsdsTaxonomy(Guid Id, string Name, string Description);

/// <summary>A need answered or a target group.</summary>
/// <param name="Id">Version 5 UUID of <c>taxonomy-term/{taxonomy}/{code}</c>.</param>
/// <param name="Code">The register's own.</param>
/// <param name="Name">In English.</param>
/// <param name="Description">In English.</param>
/// <param name="Taxonomy">Name of the taxonomy.</param>
/// <param name="TaxonomyDetail">The taxonomy.</param>
/// <param name="Language">Of name and description.</param>
/// <param name="TaxonomyId">The taxonomy's id.</param>
/// <example>
/// {"id": "f0b68b1d-9451-592c-a82f-14afefd620a1", "code": "independent-living", "name": "Independent living",
/// "description": "Living at home with the help that is needed.", "taxonomy": "Needs", "taxonomy_detail": {"id": "2b77528e-b2f3-52cb-b318-dd2c6ade6a64",
/// "name": "Needs", "description": "Needs that a service answers."}, "language": "en", "taxonomy_id": "2b77528e-b2f3-52cb-b318-dd2c6ade6a64"}
/// </example>
internal sealed record HsdsTaxonomyTerm(
    Guid Id,
    string Code,
    string Name,
    string Description,
    string Taxonomy,
    [property: JsonPropertyName("taxonomy_detail")] HsdsTaxonomy TaxonomyDetail,
    string Language,
    [property: JsonPropertyName("taxonomy_id")] Guid TaxonomyId
);

/// <summary>A record has a term, or a value of its own.</summary>
/// <param name="Id">Version 5 UUID of <c>attribute/{record}/{what}</c>.</param>
/// <param name="LinkId">The record.</param>
/// <param name="LinkType">What it says about the record: <c>needs</c>, <c>target-groups</c> or <c>status</c>.</param>
/// <param name="LinkEntity">What the record is.</param>
/// <param name="TaxonomyTermId">The term's id.</param>
/// <param name="TaxonomyTerm">The term.</param>
/// <param name="Value">The value that is not a term.</param>
internal sealed record HsdsAttribute(
    Guid Id,
    [property: JsonPropertyName("link_id")] Guid LinkId,
    [property: JsonPropertyName("link_type")] string LinkType,
    [property: JsonPropertyName("link_entity")] string LinkEntity,
    [property: JsonPropertyName("taxonomy_term_id")] Guid? TaxonomyTermId = null,
    [property: JsonPropertyName("taxonomy_term")] HsdsTaxonomyTerm? TaxonomyTerm = null,
    string? Value = null
);
