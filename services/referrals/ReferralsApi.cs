using SocialServices.Referrals.Cases;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.Referrals;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Audit;

namespace SocialServices.Referrals;

/// <summary>The REST surface and what its use cases work with.</summary>
internal static class ReferralsApi
{
    public const string Root = "/api/v1/referrals";

    public static void AddReferrals(this IServiceCollection services)
    {
        services.AddOptions<ConsentOptions>().BindConfiguration("Consents").ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<BlindIndexes>();
        services.AddScoped<Candidates>();
        services.AddScoped<KnownOrganizations>();
        services.AddScoped<Workforce>();
        services.AddScoped<ReceivingSites>();
        services.AddScoped<ReceivingWorkers>();
        services.AddScoped<SiteCapacity>();
        services.AddScoped<ReferralDesk>();
        services.AddHostedService<ReferralGauges>();
    }

    public static void MapReferrals(this WebApplication app)
    {
        var state = app.MapGroup(Root).RequireScope(Scopes.ReferralsRead).RequireOrganization().WithTags("Referrals");
        state.RequireAssurance(Assurance.System); // the state of the organization's own referrals, without what is said about the person
        ListReferrals.Map(state);
        ReadReferral.Map(state);

        var read = app.MapGroup(Root).RequireScope(Scopes.ReferralsRead).RequireOrganization().RequirePerson().WithTags("Referrals");
        ReadServiceUser.Map(read);
        SearchServiceUsers.Map(read);
        ListCases.Map(read);
        ReadCase.Map(read);
        ListConsents.Map(read);
        ReadConsent.Map(read);

        var write = app.MapGroup(Root).RequireScope(Scopes.ReferralsWrite).RequireOrganization().RequirePerson().WithTags("Referrals");
        RegisterServiceUser.Map(write);
        CorrectServiceUser.Map(write);
        MergeServiceUsers.Map(write);
        OpenCase.Map(write);
        CloseCase.Map(write);
        ReopenCase.Map(write);
        GiveConsent.Map(write);
        WithdrawConsent.Map(write);
        DraftReferral.Map(write);

        var moves = write.MapGroup("/referrals").AboutPeople("referral");
        RequestReferral.Map(moves);
        AcceptReferral.Map(moves);
        RejectReferral.Map(moves);
        StartReferral.Map(moves);
        HoldReferral.Map(moves);
        CompleteReferral.Map(moves);
        FailReferral.Map(moves);
        CancelReferral.Map(moves);
        EnterReferralInError.Map(moves);

        app.MapAudit(Root, Scopes.ReferralsRead);
    }
}
