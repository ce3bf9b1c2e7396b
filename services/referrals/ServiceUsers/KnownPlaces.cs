using SocialServices.Contracts.Registry.V1;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

namespace SocialServices.Referrals.ServiceUsers;

/// <summary>Asks the registry. A person in an etrap that does not exist is in nobody's area and in no figure.</summary>
internal sealed class KnownPlaces(Directory.DirectoryClient directory)
{
    public const string Pattern = "TM-[A-Z](-[0-9]{2})?";
    public const string NotACode = "Not a place code such as TM-S or TM-S-01.";
    public const string Unknown = "No place has this code.";

    /// <returns>Indexes of the codes that the registry does not know; at most 1,000 different ones are asked for at once.</returns>
    public async Task<IReadOnlyList<int>> FindUnknownAsync(IReadOnlyList<string> codes, CancellationToken cancellationToken)
    {
        var request = new GetPlacesRequest { Codes = { codes.Distinct() } };
        var answer = await directory.GetPlacesAsync(request, cancellationToken: cancellationToken);
        var known = answer.Places.Select(place => place.Code).ToHashSet(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, codes.Count).Where(index => !known.Contains(codes[index]))];
    }

    /// <returns>False when the registry does not know the code.</returns>
    public async Task<bool> KnowsAsync(string code, CancellationToken cancellationToken) =>
        (await FindUnknownAsync([code], cancellationToken)).Count == 0;
}
