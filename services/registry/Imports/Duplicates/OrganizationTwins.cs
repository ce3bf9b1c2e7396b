using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Imports.Rows;

namespace SocialServices.Registry.Imports.Duplicates;

/// <summary>
/// Finds for each new organization others that are perhaps the same, by names in any alphabet and by registration number. They are
/// compared in memory, for one run of an import, with those of the register as they were when it first met a new one, and with those
/// of the same file.
/// </summary>
internal sealed class OrganizationTwins(RegistryDb db)
{
    private TwinIndex<OrganizationTwin>? index;

    /// <param name="import">Whose rows they are.</param>
    /// <param name="entered">Rows about new organizations, which are not in the database yet.</param>
    /// <param name="duplicates">Gets what is found.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    public async Task FindAsync(
        Import import,
        IReadOnlyList<OrganizationRow> entered,
        List<ImportDuplicate> duplicates,
        CancellationToken cancellationToken
    )
    {
        if (entered.Count == 0)
        {
            return;
        }

        index ??= await LoadAsync(cancellationToken);
        foreach (var row in entered)
        {
            var twin = new OrganizationTwin(row.Code, row.Line, row.Name.Name, row.RegistrationNumber.Value);
            duplicates.AddRange(
                index
                    .Alike(twin)
                    .Select(pair => new ImportDuplicate
                    {
                        ImportId = import.Id,
                        Line = row.Line,
                        Organization = twin.Code,
                        CandidateOrganization = pair.Other.Code,
                        CandidateLine = pair.Other.Line,
                        Score = pair.Score,
                        Why = pair.Why,
                    })
            );
            index.Add(twin);
        }
    }

    private async Task<TwinIndex<OrganizationTwin>> LoadAsync(CancellationToken cancellationToken)
    {
        var loaded = new TwinIndex<OrganizationTwin>();
        var organizations = db
            .Organizations.AsNoTracking()
            .Select(o => new
            {
                o.Code,
                o.Name,
                o.RegistrationNumber,
            });
        await foreach (var organization in organizations.AsAsyncEnumerable().WithCancellation(cancellationToken))
        {
            loaded.Add(new OrganizationTwin(organization.Code, null, organization.Name, organization.RegistrationNumber));
        }

        return loaded;
    }
}
