using SocialServices.Contracts.Registry.V1;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

namespace SocialServices.Referrals.Consents;

/// <summary>Asks the registry. A code in the wrong letter case must not become a recipient whom no referral ever reaches.</summary>
internal sealed class KnownOrganizations(Directory.DirectoryClient directory)
{
    private const int MaxCodeLength = 50;

    /// <returns>Indexes of the codes that the registry does not know; at most 1,000 are asked for at once.</returns>
    public async Task<IReadOnlyList<int>> FindUnknownAsync(IReadOnlyList<string> codes, CancellationToken cancellationToken)
    {
        var request = new GetOrganizationsRequest { Codes = { codes.Where(CanBeACode).Distinct() } };
        var answer = await directory.GetOrganizationsAsync(request, cancellationToken: cancellationToken);
        var known = answer.Organizations.Select(organization => organization.Code).ToHashSet(StringComparer.Ordinal);
        return [.. Enumerable.Range(0, codes.Count).Where(index => !known.Contains(codes[index]))];
    }

    // The registry refuses the whole question for one code that cannot be one.
    private static bool CanBeACode(string text) => text.Length is > 0 and <= MaxCodeLength && !text.Any(char.IsControl);
}
