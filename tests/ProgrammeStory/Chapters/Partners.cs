using SocialServices.ProgrammeStory.Api;

namespace SocialServices.ProgrammeStory.Chapters;

/// <summary>The partners and their roles are reference data of the registry: read back and compared with the source.</summary>
internal static class Partners
{
    private static readonly (string Role, string Title, string[] Codes)[] AsPublished =
    [
        ("lead-national-partner", "Lead national partner", ["mlspp"]),
        ("lead-un-agency", "Lead UN agency", ["unicef"]),
        ("participating-un-agency", "Participating UN agencies", ["undp", "unfpa", "unodc"]),
        ("national-partner", "National partners", ["isld", "mejlis", "moe", "mofe", "mohmi", "moia"]),
        ("fund", "Fund", ["joint-sdg-fund"]),
        ("donor", "Donor of the training", ["usaid"]),
    ];

    public static async Task TellAsync(Agencies agencies, CancellationToken cancellationToken)
    {
        Telling.Chapter("The partners");
        var organizations = await agencies.Programme.OrganizationsAsync(cancellationToken);
        foreach (var (role, title, codes) in AsPublished)
        {
            var holders = organizations
                .Where(organization => organization.Roles.Contains(role))
                .OrderBy(organization => organization.Code, StringComparer.Ordinal)
                .ToList();
            if (codes.Except(holders.Select(holder => holder.Code)).ToList() is { Count: > 0 } missing)
            {
                throw new StoryException($"The register does not know {string.Join(", ", missing)} as {role}.");
            }

            Telling.Line(title, holders is [var only] ? only.Label : string.Join(", ", holders.Select(holder => holder.Code)));
        }
    }
}
