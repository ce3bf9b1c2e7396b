using System.Globalization;
using SocialServices.Contracts.Registry.V1;
using SocialServices.ServiceDefaults.Calendar;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

namespace SocialServices.Referrals.ServiceUsers;

/// <summary>Asks the registry. A person in an etrap that does not exist is in nobody's area and in no figure.</summary>
internal sealed class KnownPlaces(Directory.DirectoryClient directory, TimeProvider clock)
{
    public const string Pattern = "TM-[A-Z](-[0-9]{2})?";
    public const string NotACode = "Not a place code such as TM-S or TM-S-01.";
    public const string Unknown = "No place has this code today.";

    /// <returns>Indexes of the codes that no place has today; at most 1,000 different ones are asked for at once.</returns>
    public async Task<IReadOnlyList<int>> FindUnknownAsync(IReadOnlyList<string> codes, CancellationToken cancellationToken)
    {
        var request = new GetPlacesRequest { Codes = { codes.Distinct() } };
        var answer = await directory.GetPlacesAsync(request, cancellationToken: cancellationToken);
        var today = Ashgabat.Day(clock.GetUtcNow()).ToString("O", CultureInfo.InvariantCulture);
        var known = answer
            .Places.Where(place => place.ValidUntil is "" || string.CompareOrdinal(today, place.ValidUntil) <= 0)
            .Select(place => place.Code)
            .ToHashSet(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, codes.Count).Where(index => !known.Contains(codes[index]))];
    }

    /// <returns>False when no place has the code today.</returns>
    public async Task<bool> KnowsAsync(string code, CancellationToken cancellationToken) =>
        (await FindUnknownAsync([code], cancellationToken)).Count == 0;
}
