using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Registry.Vocabularies;

/// <summary>The vocabularies for those who choose from them. They are short and not paged.</summary>
internal static class TermEndpoints
{
    /// <param name="Items">By code.</param>
    /// <example>{"items":[{"code":"domestic-violence","name":{"tk":"Maşgala zorlugy","ru":"Домашнее насилие","en":"Domestic violence"},"label":"Domestic violence","source":"programme"}]}</example>
    internal sealed record Response(IReadOnlyList<TermView> Items);

    public static void MapTerms(this WebApplication app)
    {
        Map(
            "needs",
            "ListNeeds",
            Terms.Needs,
            "Needs that services answer: the grounds of need in the law, and those of the programme's services."
        );
        Map("conditions", "ListConditions", Terms.Conditions, "Conditions of services that a person must fulfil beside age and sex.");
        Map("target-groups", "ListTargetGroups", Terms.TargetGroups, "Groups of people for whom services are made.");

        void Map(string path, string name, Terms terms, string summary) =>
            app.MapGet($"/api/v1/registry/{path}", (HttpRequest http) => Handle(terms, http))
                .WithTags("Service types")
                .RequireScope(Scopes.RegistryRead)
                .WithName(name)
                .WithSummary(summary);
    }

    internal static Ok<Response> Handle(Terms terms, HttpRequest http) =>
        TypedResults.Ok(new Response([.. terms.All.Select(term => new TermView(term.Code, term.Name, term.Name.For(http), term.Source))]));
}
