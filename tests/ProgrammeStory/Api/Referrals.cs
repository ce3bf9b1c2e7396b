namespace SocialServices.ProgrammeStory.Api;

/// <summary>What the story uses of the referrals service.</summary>
internal static class Referrals
{
    private const string Root = "/api/v1/referrals";

    /// <param name="agency">Sees its own organization's service users only.</param>
    /// <param name="externalCode">The person's code in the agency's own system.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>Null when nobody has this code.</returns>
    public static async Task<Guid?> FindServiceUserAsync(this Agency agency, string externalCode, CancellationToken cancellationToken) =>
        (await agency.PostAsync<Matches>($"{Root}/service-users/search", new { ExternalCode = externalCode }, cancellationToken))
            .Items.SingleOrDefault()
            ?.Id;

    public static async Task<Guid> RegisterServiceUserAsync(
        this Agency agency,
        NewServiceUser person,
        CancellationToken cancellationToken
    ) =>
        (
            await agency.CreateAsync<Created>(
                $"{Root}/service-users",
                new { Person = person },
                $"service-user/{person.ExternalCode}",
                cancellationToken
            )
        ).Id;

    public static Task<IReadOnlyList<Case>> CasesAsync(this Agency agency, CancellationToken cancellationToken) =>
        agency.ListAsync<Case>($"{Root}/cases", cancellationToken);

    public static async Task<Guid> OpenCaseAsync(this Agency agency, Guid serviceUserId, CancellationToken cancellationToken) =>
        (
            await agency.CreateAsync<Created>(
                $"{Root}/cases",
                new { ServiceUserId = serviceUserId },
                $"case/{serviceUserId}",
                cancellationToken
            )
        ).Id;

    public static Task<IReadOnlyList<Consent>> ConsentsAsync(this Agency agency, Guid caseId, CancellationToken cancellationToken) =>
        agency.ListAsync<Consent>($"{Root}/cases/{caseId}/consents", cancellationToken);

    public static async Task<Guid> GiveConsentAsync(
        this Agency agency,
        Guid caseId,
        NewConsent consent,
        CancellationToken cancellationToken
    ) => (await agency.CreateAsync<Created>($"{Root}/cases/{caseId}/consents", consent, $"case/{caseId}/consent", cancellationToken)).Id;

    public static Task<IReadOnlyList<Referral>> ReferralsMadeAsync(this Agency agency, CancellationToken cancellationToken) =>
        agency.ListAsync<Referral>($"{Root}/referrals?role=requester", cancellationToken);

    public static async Task<Referral> ReferralAsync(this Agency agency, Guid id, CancellationToken cancellationToken) =>
        (await agency.GetAsync<OneReferral>($"{Root}/referrals/{id}", cancellationToken)).Referral;

    /// <summary>Its open referrals end with it.</summary>
    public static Task WithdrawConsentAsync(this Agency agency, Guid id, string reason, CancellationToken cancellationToken) =>
        agency.ChangeAsync<object>($"{Root}/consents/{id}", "withdraw", new { Reason = reason }, cancellationToken);

    public static Task<Referral> DraftReferralAsync(
        this Agency agency,
        Guid caseId,
        NewReferral referral,
        CancellationToken cancellationToken
    ) => agency.CreateAsync<Referral>($"{Root}/cases/{caseId}/referrals", referral, $"case/{caseId}/referral", cancellationToken);

    /// <param name="agency">The side whose move it is.</param>
    /// <param name="referral">Which.</param>
    /// <param name="move">For example <c>accept</c>.</param>
    /// <param name="body">What the move asks for; null when nothing.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public static Task<Referral> MoveAsync(
        this Agency agency,
        Referral referral,
        string move,
        object? body,
        CancellationToken cancellationToken
    ) => agency.ChangeAsync<Referral>($"{Root}/referrals/{referral.Id}", move, body, cancellationToken);

    private sealed record Matches(IReadOnlyList<Created> Items);

    private sealed record Created(Guid Id);

    private sealed record OneReferral(Referral Referral);
}

internal sealed record NewServiceUser(
    string GivenName,
    string FamilyName,
    string Sex,
    string Place,
    DateOnly BirthDate,
    bool? Disability,
    string ExternalCode
);

internal sealed record Case(Guid Id, Guid ServiceUserId);

internal sealed record Consent(Guid Id, string Status, IReadOnlyList<string> Recipients);

internal sealed record NewConsent(
    IReadOnlyList<string> Purposes,
    IReadOnlyList<string> Recipients,
    IReadOnlyList<string> DataCategories,
    string GivenBy,
    DateOnly ValidFrom,
    string? GuardianName
);

internal sealed record Referral(
    Guid Id,
    string Number,
    string Status,
    Guid ConsentId,
    DateTimeOffset? WaitingSince = null,
    DateTimeOffset? OfferedUntil = null
);

internal sealed record NewReferral(
    Guid SiteId,
    string Need,
    string Priority,
    Guid ConsentId,
    IReadOnlyList<string> SharedData,
    string ServiceType
);
