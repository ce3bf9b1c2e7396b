using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Registry.Tests.Access;

/// <summary>Every REST endpoint of the registry, and what it answers to whom.</summary>
internal static class AccessMatrix
{
    private const string Read = "registry.read";
    private const string Write = "registry.write";
    private const string Manage = "registry.write programme.manage";

    private const string Name = """{ "tk": "Täze", "ru": "Новая", "en": "New" }""";
    private const string Reason = """{ "reason": "Entered twice." }""";
    private const string Place = $$"""{ "kind": "etrap", "name": {{Name}}, "parent": "TM-L" }""";
    private const string Organization = $$"""{ "kind": "ngo-provider", "name": {{Name}}, "website": "https://new.example" }""";
    private const string ServiceType = $$"""{ "name": {{Name}}, "leadAgency": "undp", "forms": ["at-home"] }""";
    private const string Site = $$"""{ "place": "TM-S-02", "name": {{Name}}, "details": {} }""";
    private const string Worker = """{ "givenName": "Ogulgerek", "familyName": "Täzeýewa", "sex": "female", "birthDate": "1988-04-03" }""";
    private const string Posts =
        """{ "posts": [{ "organization": "nrcs", "role": "manager", "place": "TM-S-02", "from": "2020-03-01" }] }""";
    private const string File =
        "code,organization,serviceType,place,nameTk,nameRu,nameEn,status,total\r\n$new,nrcs,families-in-difficulty,TM-S,a,b,c,active,5\r\n";

    /// <summary>What is open to everybody.</summary>
    public static IReadOnlyList<string> Public { get; } = ["ANY /alive", "ANY /health", "GET /openapi/{documentName}.json"];

    /// <remarks>Statuses for a client of another organization, of the organization that the record belongs to, and of the programme's office.</remarks>
    public static IReadOnlyList<AccessRow> Rows { get; } =
    [
        new("GET", "audit", "audit.read", 403, 403, 403), // auditors only
        new("GET", "audit/own", Read, 403, 403, 403, Assurance: Assurance.Asserted),
        new("GET", "places", Read, 200, 200, 200),
        new("GET", "places/{code}", Read, 200, 200, 200),
        new("GET", "places/{code}/versions", Read, 200, 200, 200),
        new("GET", "places/{code}/successors", Read, 200, 200, 200),
        new("GET", "places/{key}/history", Read, 404, 404, 200),
        new("POST", "places", Manage, 403, 403, 201, $$"""{ "code": "$NEW", "kind": "etrap", "name": {{Name}}, "parent": "TM-L" }"""),
        new("PUT", "places/{code}", Manage, 403, 403, 200, Place),
        new(
            "POST",
            "places/{code}/abolish",
            Manage,
            403,
            403,
            200,
            """{ "on": "2022-11-09", "kind": "merged", "successors": ["TM-L-01"] }"""
        ),
        new("POST", "places/{code}/abolish/withdraw", Manage, 403, 403, 409), // no abolition is to come
        new("GET", "organizations", Read, 200, 200, 200),
        new("GET", "organizations.csv", Read, 200, 200, 200),
        new("GET", "organizations/{code}", Read, 200, 200, 200),
        new("GET", "organizations/{key}/history", Read, 404, 200, 200),
        new("POST", "organizations", Manage, 403, 403, 201, $$"""{ "code": "$new", "kind": "ngo-provider", "name": {{Name}} }"""),
        new("PUT", "organizations/{code}", Write, 403, 200, 200, Organization),
        new("POST", "organizations/{code}/delete", Manage, 403, 403, 204, Reason),
        new("GET", "service-types", Read, 200, 200, 200),
        new("GET", "service-types.csv", Read, 200, 200, 200),
        new("GET", "service-types/{code}", Read, 200, 200, 200),
        new("GET", "service-types/{code}/versions", Read, 200, 200, 200),
        new("GET", "service-types/{key}/history", Read, 404, 404, 200),
        new(
            "POST",
            "service-types",
            Manage,
            403,
            403,
            201,
            $$"""{ "code": "$new", "name": {{Name}}, "leadAgency": "undp", "forms": ["at-home"] }"""
        ),
        new("PUT", "service-types/{code}", Manage, 403, 403, 200, ServiceType),
        new("POST", "service-types/{code}/coming/withdraw", Manage, 403, 403, 200),
        new("POST", "service-types/{code}/delete", Manage, 403, 403, 204, Reason),
        new("GET", "needs", Read, 200, 200, 200),
        new("GET", "conditions", Read, 200, 200, 200),
        new("GET", "target-groups", Read, 200, 200, 200),
        new("GET", "sites", Read, 200, 200, 200),
        new("GET", "sites.csv", Read, 200, 200, 200),
        new("GET", "sites/{id:guid}", Read, 200, 200, 200),
        new("GET", "sites/{id:guid}/statuses", Read, 200, 200, 200),
        new("GET", "sites/{id:guid}/ledger", Read, 404, 200, 200),
        new("GET", "sites/{id:guid}/occupancy", Read, 404, 200, 200, Query: "?from=2021-01-01&every=month"),
        new("GET", "sites/{key}/history", Read, 404, 200, 200),
        new(
            "POST",
            "sites",
            Write,
            403,
            201,
            201,
            $$"""{ "organization": "nrcs", "serviceType": "families-in-difficulty", "place": "TM-S", "name": {{Name}}, "capacity": 3, "status": "active" }"""
        ),
        new("PUT", "sites/{id:guid}", Write, 403, 200, 200, Site),
        new("PUT", "sites/{id:guid}/status", Write, 403, 200, 200, """{ "status": "suspended", "reason": "Repairs." }"""),
        new("PUT", "sites/{id:guid}/capacity", Write, 403, 200, 200, """{ "total": 7 }"""),
        new(
            "PUT",
            "sites/{id:guid}/accreditation",
            Manage,
            403,
            403,
            200,
            """{ "number": "A-2", "issuedBy": "mlspp", "validFrom": "2021-09-01" }"""
        ),
        new("POST", "sites/{id:guid}/accreditation/suspend", Manage, 403, 403, 200, """{ "reason": "Fire safety." }"""),
        new("POST", "sites/{id:guid}/accreditation/restore", Manage, 403, 403, 200),
        new("POST", "sites/{id:guid}/delete", Write, 403, 204, 204, Reason),
        new("GET", "workers", Read, 200, 200, 200, Private: true),
        new("GET", "workers/{id:guid}", Read, 404, 200, 200),
        new("GET", "workers/{key}/history", Read, 404, 200, 200),
        new(
            "POST",
            "workers",
            Write,
            403,
            201,
            201,
            """{ "organization": "nrcs", "role": "trainer", "givenName": "Aman", "familyName": "Amanow", "sex": "male", "birthDate": "1990-01-01", "place": "TM-S" }"""
        ),
        new("PUT", "workers/{id:guid}", Write, 404, 200, 200, Worker),
        new("PUT", "workers/{id:guid}/posts", Write, 404, 200, 200, Posts),
        new("POST", "workers/{id:guid}/leave", Write, 404, 200, 200, """{ "reason": "retired" }"""),
        new("POST", "workers/{id:guid}/delete", Write, 404, 204, 204, Reason),
        new("POST", "imports", Write, 403, 202, 202, File, Query: "?kind=sites&organization=nrcs"),
        new("GET", "imports", Write, 200, 200, 200, Private: true),
        new("GET", "imports/{id:guid}", Write, 404, 200, 200),
        new("GET", "imports/{id:guid}/rejected.csv", Write, 404, 200, 200),
        new("GET", "imports/{id:guid}/warnings.csv", Write, 404, 200, 200),
        new("GET", "imports/{id:guid}/duplicates", Write, 404, 200, 200),
        new("POST", "imports/{id:guid}/cancel", Write, 404, 200, 200),
        new("GET", "changes", Read, 200, 200, 200),
        new("GET", "/hsds", Read, 200, 200, 200),
        new("GET", "/hsds/export.json", Read, 200, 200, 200),
        new("GET", "/hsds/organizations/export.json", Read, 200, 200, 200),
        new("GET", "/hsds/services", Read, 200, 200, 200),
        new("GET", "/hsds/services/{id:guid}", Read, 200, 200, 200),
        new("GET", "/hsds/organizations", Read, 200, 200, 200),
        new("GET", "/hsds/organizations/{id:guid}", Read, 200, 200, 200),
        new("GET", "/hsds/service_at_locations", Read, 200, 200, 200),
        new("GET", "/hsds/service_at_locations/{id:guid}", Read, 200, 200, 200),
        new("GET", "/hsds/taxonomies", Read, 200, 200, 200),
        new("GET", "/hsds/taxonomies/{id:guid}", Read, 200, 200, 200),
        new("GET", "/hsds/taxonomy_terms", Read, 200, 200, 200),
        new("GET", "/hsds/taxonomy_terms/{id:guid}", Read, 200, 200, 200),
    ];
}
