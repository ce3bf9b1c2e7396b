using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace SocialServices.ServiceDefaults.Access;

/// <summary>The endpoint shows or changes records about people or their rights: no answer without an audit entry, refusals included.</summary>
/// <param name="Kind">Of the record that its route names, for example <c>case</c>.</param>
/// <param name="IsAnsweredElsewhere">True for a response that another process has made, and audited.</param>
public sealed record AboutPeople(string Kind, Func<HttpContext, bool>? IsAnsweredElsewhere = null);

/// <summary>Marks endpoints whose records are about people: refusals of them are audited.</summary>
public static class AboutPeopleExtensions
{
    /// <summary>
    /// The endpoint shows or changes records about people or their rights. Its handler audits what it does (<c>db.Audit</c>); a
    /// success without an entry becomes a fault. Refusals (403, 404) are audited for it, with what was asked for.
    /// </summary>
    /// <param name="endpoint">An endpoint or a group.</param>
    /// <param name="kind">Of the record that the route names, for example <c>case</c>.</param>
    public static TBuilder AboutPeople<TBuilder>(this TBuilder endpoint, string kind)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new AboutPeople(kind));
}
