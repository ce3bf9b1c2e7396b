using Microsoft.Extensions.Options;
using SocialServices.Referrals.Agreements;
using SocialServices.Referrals.Assessments;
using SocialServices.Referrals.Attachments;
using SocialServices.Referrals.Campaigns;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.Complaints;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.Erasure;
using SocialServices.Referrals.Exports;
using SocialServices.Referrals.Fhir;
using SocialServices.Referrals.GroupProgrammes;
using SocialServices.Referrals.Journal;
using SocialServices.Referrals.Plans;
using SocialServices.Referrals.Referrals;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.Referrals.Transfers;
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
        services.AddOptions<AssuranceOptions>().BindConfiguration("Assurance").ValidateOnStart();
        services.AddOptions<AssessmentOptions>().BindConfiguration("Assessments").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<ComplaintOptions>().BindConfiguration("Complaints").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<CaseOptions>().BindConfiguration("Cases").ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<RetentionOptions>().BindConfiguration("Retention").ValidateDataAnnotations().ValidateOnStart();
        services.Insert(0, ServiceDescriptor.Singleton<IProblemDetailsWriter, FhirProblems>()); // before the one that writes everything
        services.AddSingleton<BlindIndexes>();
        services.AddScoped<Candidates>();
        services.AddScoped<KnownOrganizations>();
        services.AddScoped<KnownPlaces>();
        services.AddScoped<Workforce>();
        services.AddScoped<CareDesk>();
        services.AddScoped<Caseloads>();
        services.AddScoped<PlanDesk>();
        services.AddScoped<ComplaintDesk>();
        services.AddScoped<CycleDesk>();
        services.AddScoped<MeasureReminders>();
        services.AddScoped<AssessmentDesk>();
        services.AddScoped<PersonEraser>();
        services.AddScoped<ReferralAccess>();
        services.AddScoped<ReceivingSites>();
        services.AddScoped<ReferralNames>();
        services.AddScoped<CertifiedWorkers>();
        services.AddScoped<SiteCapacity>();
        services.AddOptions<WaitingListOptions>().BindConfiguration("WaitingList").ValidateDataAnnotations().ValidateOnStart();
        services.AddScoped<ReferralDesk>();
        services.AddScoped<WaitingList>();
        services.AddScoped<Deadlines>();
        services.AddHostedService<CareWatch>();
        services.AddHostedService<ReferralGauges>();
        services.AddSingleton<Retention>();
        services.AddHostedService(provider => provider.GetRequiredService<Retention>());
    }

    public static void MapReferrals(this WebApplication app)
    {
        var assurance = app.Services.GetRequiredService<IOptions<AssuranceOptions>>().Value;
        var state = app.MapGroup(Root).RequireScope(Scopes.ReferralsRead).RequireOrganization().WithTags("Referrals");
        state.RequireAssurance(Assurance.System); // the state of the organization's own referrals, without what is said about the person
        ListReferrals.Map(state);
        ReadReferral.Map(state);
        ListAgreements.Map(state);
        ReadInstrument.Map(state);

        var read = app.MapGroup(Root).RequireScope(Scopes.ReferralsRead).RequireOrganization().RequirePerson().WithTags("Referrals");
        ReadServiceUser.Map(read);
        SearchServiceUsers.Map(read);
        ListCases.Map(read);
        ReadCase.Map(read);
        ListConsents.Map(read);
        ReadConsent.Map(read);
        SignConsent.MapRead(read);
        ListBrokenGlass.Map(read);
        ListTransfers.Map(read);
        SuggestSites.Map(read);
        ListWork.Map(read);
        ReferralMessages.MapRead(read);
        ListEntries.Map(read);
        ListPlans.Map(read);
        ReadAttachment.Map(read);
        ReadAssessment.Map(read);
        ListCampaigns.Map(read);
        ReadCampaign.Map(read);
        ReadCycle.Map(read);
        ListComplaints.Map(read);
        ReadSharing.Map(read);
        ReadChanges.Map(read);

        var write = app.MapGroup(Root).RequireScope(Scopes.ReferralsWrite).RequireOrganization().RequirePerson().WithTags("Referrals");
        RegisterServiceUser.Map(write);
        CorrectServiceUser.Map(write);
        OpenCase.Map(write);
        CloseCase.Map(write);
        ReopenCase.Map(write);
        AssignCase.Map(write);
        BreakGlass.Map(write);
        OfferTransfer.Map(write);
        AnswerTransfer.Map(write);
        WriteEntry.Map(write);
        FinishEntry.Map(write);
        DraftPlan.Map(write);
        SubmitPlan.Map(write);
        FinishAction.Map(write);
        AddAttachment.Map(write);
        SignConsent.Map(write);
        StartAssessment.Map(write);
        AnswerQuestions.Map(write);
        PlanCampaign.Map(write);
        PlanCycle.Map(write);
        TakeComplaint.Map(write);
        AskByNumber.Map(write);
        AnswerComplaint.Map(write);
        EnrolFamily.Map(write);
        RecordAttendance.Map(write);
        TakeMeasure.Map(write);
        CompleteCycle.Map(write);
        AssignHouseholds.Map(write);
        EndHousehold.Map(write);
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
        RedirectReferral.Map(moves);
        ConvertAdvice.Map(moves);
        RecordContact.Map(moves);
        ReferralMessages.Map(moves);
        CreateLink.Map(moves);

        var assess = app.MapGroup(Root)
            .RequireScope(Scopes.ReferralsWrite)
            .RequireOrganization()
            .RequirePerson(assurance.Assessments)
            .WithTags("Referrals");
        CompleteAssessment.Map(assess);
        EnterAssessmentInError.Map(assess);

        var authenticated = app.MapGroup(Root)
            .RequireScope(Scopes.ReferralsWrite)
            .RequireOrganization()
            .RequirePerson(assurance.Decisions)
            .WithTags("Referrals");
        MergeServiceUsers.Map(authenticated);
        DecidePlan.Map(authenticated);
        EraseServiceUser.Map(authenticated);
        ImportCases.Map(authenticated);
        SetLegalHold.Map(authenticated);

        ExportCases.Map(
            app.MapGroup(Root)
                .RequireScope(Scopes.ReferralsRead)
                .RequireOrganization()
                .RequirePerson(assurance.Decisions)
                .WithTags("Referrals")
        );

        var office = app.MapGroup(Root).RequireScope(Scopes.ProgrammeManage).RequireAssurance(Assurance.System).WithTags("Referrals");
        RecordAgreement.Map(office);
        PublishInstrument.Map(office);

        var fhir = app.MapGroup(ReadFhir.Root).RequireOrganization().WithTags("FHIR");
        var fhirRead = fhir.MapGroup("").RequireScope(Scopes.ReferralsRead).RequireAssurance(Assurance.System);
        ReadFhir.Map(fhirRead);
        SearchFhir.Map(fhirRead);
        UpdateTask.Map(fhir.MapGroup("").RequireScope(Scopes.ReferralsWrite).RequireAssurance(Assurance.Asserted));

        var open = app.MapGroup("").AllowAnonymous().WithTags("Referrals");
        OpenLink.Map(open);
        AnswerByLink.Map(open);
        LinkPage.Map(open);

        app.MapAudit(Root, Scopes.ReferralsRead);
    }
}
