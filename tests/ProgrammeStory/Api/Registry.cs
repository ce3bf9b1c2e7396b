namespace SocialServices.ProgrammeStory.Api;

/// <summary>What the story uses of the registry.</summary>
internal static class Registry
{
    private const string Root = "/api/v1/registry";

    public static Task<IReadOnlyList<Organization>> OrganizationsAsync(this Agency agency, CancellationToken cancellationToken) =>
        agency.ListAsync<Organization>($"{Root}/organizations", cancellationToken);

    public static Task<IReadOnlyList<ServiceType>> ServiceTypesAsync(this Agency agency, CancellationToken cancellationToken) =>
        agency.ListAsync<ServiceType>($"{Root}/service-types", cancellationToken);

    public static async Task<Site?> FindSiteAsync(
        this Agency agency,
        string organization,
        string code,
        CancellationToken cancellationToken
    ) =>
        (
            await agency.ListAsync<Site>($"{Root}/sites?organization={organization}&code={code}&status=any", cancellationToken)
        ).SingleOrDefault();

    public static Task<IReadOnlyList<Site>> SitesAsync(this Agency agency, CancellationToken cancellationToken) =>
        agency.ListAsync<Site>($"{Root}/sites", cancellationToken);

    /// <summary>The best hits.</summary>
    public static async Task<IReadOnlyList<Site>> SearchAsync(this Agency agency, string text, CancellationToken cancellationToken) =>
        (await agency.GetAsync<Hits>($"{Root}/sites?limit=3&q={Uri.EscapeDataString(text)}", cancellationToken)).Items;

    public static Task<IReadOnlyList<Place>> PlacesAsync(this Agency agency, CancellationToken cancellationToken) =>
        agency.ListAsync<Place>($"{Root}/places", cancellationToken);

    /// <summary>The same file is imported once: a repetition answers the first import.</summary>
    public static Task<Import> ImportSitesAsync(this Agency agency, byte[] csv, CancellationToken cancellationToken) =>
        agency.UploadAsync<Import>($"{Root}/imports?kind=sites", csv, "text/csv", null, cancellationToken);

    public static Task<Import> ImportAsync(this Agency agency, Guid id, CancellationToken cancellationToken) =>
        agency.GetAsync<Import>($"{Root}/imports/{id}", cancellationToken);

    public static Task<Site> OpenSiteAsync(this Agency agency, NewSite site, CancellationToken cancellationToken) =>
        agency.CreateAsync<Site>($"{Root}/sites", site, $"site/{site.Code}", cancellationToken);

    public static Task<IReadOnlyList<Worker>> WorkersAsync(this Agency agency, string organization, CancellationToken cancellationToken) =>
        agency.ListAsync<Worker>($"{Root}/workers?organization={organization}", cancellationToken);

    public static Task<Worker> RegisterWorkerAsync(this Agency agency, NewWorker worker, CancellationToken cancellationToken) =>
        agency.CreateAsync<Worker>($"{Root}/workers", worker, $"worker/{worker.Organization}/{worker.Code}", cancellationToken);
}

internal sealed record Organization(string Code, string Kind, string Label, IReadOnlyList<string> Roles);

internal sealed record ServiceType(string Code, int? Number, string Label, string LeadAgency);

internal sealed record Site(
    Guid Id,
    string? Code,
    string Organization,
    string ServiceType,
    string Place,
    string Label,
    string Status,
    Capacity Capacity
);

internal sealed record Hits(IReadOnlyList<Site> Items);

internal sealed record Place(string Code, string Label);

internal sealed record Import(Guid Id, string State, string? Failure, ImportRows Rows);

internal sealed record ImportRows(int Read, int Created, int Rejected);

internal sealed record Capacity(int Total, int Held, int Taken, int Free);

internal sealed record NewSite(
    string Organization,
    string ServiceType,
    string Place,
    Text Name,
    int Capacity,
    string Status,
    string Code,
    object Details
);

internal sealed record Text(string Tk, string Ru, string En);

internal sealed record Worker(Guid Id, string? Code, string Organization);

internal sealed record NewWorker(
    string Organization,
    string Role,
    string GivenName,
    string FamilyName,
    string Sex,
    DateOnly BirthDate,
    string Place,
    string Code
);
