using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Foundation;

namespace SocialServices.ServiceDefaults.Http;

/// <summary>The record that a caller wants to change, or why not: the first steps of the write path.</summary>
public sealed class ToChange<T>
    where T : class, IVersioned
{
    private readonly T? record;
    private readonly ProblemHttpResult? refusal;

    internal ToChange(T? record, ProblemHttpResult? refusal) => (this.record, this.refusal) = (record, refusal);

    /// <returns>True when the caller may change the record.</returns>
    public bool IsAllowed([NotNullWhen(true)] out T? found, [NotNullWhen(false)] out ProblemHttpResult? why)
    {
        (found, why) = (record, refusal);
        return record is not null;
    }
}

/// <summary>Finds out whether a caller may change a record.</summary>
public static class ToChange
{
    /// <summary>
    /// Is it there, may the caller, does the caller know it as it is: in this order, so that a stranger learns nothing of it.
    /// </summary>
    /// <param name="record">As it was found.</param>
    /// <param name="what">For the answer 404, for example <c>The site</c>.</param>
    /// <param name="unlessAllowed">Why the caller may not change it, or null.</param>
    /// <param name="ifMatch">The version that the caller knows; required.</param>
    public static ToChange<T> Check<T>(T? record, string what, Func<T, ProblemHttpResult?> unlessAllowed, IfMatch? ifMatch)
        where T : class, IVersioned =>
        record is null ? new ToChange<T>(null, Problems.NotFound(what))
        : (unlessAllowed(record) ?? UnlessCurrent(ifMatch, record.Version)) is { } refusal ? new ToChange<T>(null, refusal)
        : new ToChange<T>(record, null);

    /// <summary>428 without <c>If-Match</c>, 412 with another version's; null when the caller knows the record as it is.</summary>
    public static ProblemHttpResult? UnlessCurrent(IfMatch? ifMatch, uint version) =>
        ifMatch is null ? Problems.PreconditionRequired
        : ifMatch.Matches(version) ? null
        : Problems.Stale;
}
