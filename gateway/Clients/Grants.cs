using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Gateway.Clients;

/// <summary>Which scopes an administrator may grant: the configuration of the own client says so (<c>MayGrant</c>).</summary>
internal sealed class Grants(IOptions<ConfiguredClientOptions> options, TimeProvider clock)
{
    private const int MaxDays = 366;

    /// <returns>Why the caller cannot grant these scopes; null when it can.</returns>
    public ProblemHttpResult? Refuse(Caller granter, IEnumerable<string> scopes)
    {
        var asked = scopes.ToList();
        if (asked.Except(Scopes.All).Any())
        {
            return Problems.Invalid("scopes", $"Only these scopes exist: {string.Join(' ', Scopes.All)}.");
        }

        if (asked.Intersect(Scopes.OfServices).Any())
        {
            return Problems.Invalid(
                "scopes",
                $"{string.Join(' ', Scopes.OfServices)} are for the programme's own services, whose clients come from the configuration."
            );
        }

        var mine = options.Value.Clients.GetValueOrDefault(granter.ClientId)?.MayGrantList ?? [];
        return asked.Except(mine).ToList() is { Count: > 0 } missing
            ? Problems.Of(
                StatusCodes.Status403Forbidden,
                ProblemTypes.Of("scope-not-grantable"),
                "You may not grant every scope that is asked for.",
                $"These you may not: {string.Join(' ', missing)}. Clients:ID:MayGrant of your own client says which ones you may.",
                "scopes"
            )
            : null;
    }

    /// <returns>Why the day cannot be the last one of the scopes on data about people; null when it can.</returns>
    public ProblemHttpResult? RefuseEnd(IEnumerable<string> scopes, DateOnly? endsOn)
    {
        var (today, aboutPeople) = (clock.Today(), scopes.Any(Scopes.IsAboutPeople));
        return (aboutPeople, endsOn) switch
        {
            (true, null) => Problems.Invalid("endsOn", "Scopes on data about people end on a date: give their last day."),
            (false, not null) => Problems.Invalid("endsOn", "Only for scopes on data about people."),
            (true, { } day) when day <= today || day > today.AddDays(MaxDays) => Problems.Invalid(
                "endsOn",
                $"Must be after today and not after {today.AddDays(MaxDays):yyyy-MM-dd}."
            ),
            _ => null,
        };
    }
}
