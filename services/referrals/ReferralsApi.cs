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
        var reads = app.MapGroup(Root).RequireScope(Scopes.ReferralsRead).RequireOrganization();
        var writes = app.MapGroup(Root).RequireScope(Scopes.ReferralsWrite).RequireOrganization();
        var office = app.MapGroup(Root).RequireScope(Scopes.ProgrammeManage).RequireAssurance(Assurance.System);

        // The state of the organization's own referrals, without what is said about the person.
        var state = reads.MapGroup("").RequireAssurance(Assurance.System);
        var read = reads.MapGroup("").RequirePerson();
        var write = writes.MapGroup("").RequirePerson();
        var decide = writes.MapGroup("").RequirePerson(assurance.Decisions);

        MapPeople(read.MapGroup("").WithTags("Service users"), write.MapGroup("").WithTags("Service users"), decide);
        MapConsents(read.MapGroup("").WithTags("Consents"), write.MapGroup("").WithTags("Consents"));
        MapCases(read.MapGroup("").WithTags("Cases"), write.MapGroup("").WithTags("Cases"), decide.MapGroup("").WithTags("Cases"));
        ExportCases.Map(reads.MapGroup("").RequirePerson(assurance.Decisions).WithTags("Cases"));
        MapCaseWork(read.MapGroup("").WithTags("Case work"), write.MapGroup("").WithTags("Case work"));
        DecidePlan.Map(decide.MapGroup("").WithTags("Case work"));

        var assess = writes.MapGroup("").RequirePerson(assurance.Assessments).WithTags("Assessments");
        MapAssessments(read.MapGroup("").WithTags("Assessments"), write.MapGroup("").WithTags("Assessments"), assess);
        ReadInstrument.Map(state.MapGroup("").WithTags("Assessments"));
        PublishInstrument.Map(office.MapGroup("").WithTags("Assessments"));

        ListReferrals.Map(state.MapGroup("").WithTags("Referrals"));
        ReadReferral.Map(state.MapGroup("").WithTags("Referrals"));
        MapClosedLoop(read.MapGroup("").WithTags("Referrals"), write.MapGroup("").WithTags("Referrals"));
        ListAgreements.Map(state.MapGroup("").WithTags("Referrals"));
        RecordAgreement.Map(office.MapGroup("").WithTags("Referrals"));

        MapGroupProgrammes(read.MapGroup("").WithTags("Group programmes"), write.MapGroup("").WithTags("Group programmes"));
        MapComplaints(read.MapGroup("").WithTags("Complaints"), write.MapGroup("").WithTags("Complaints"));

        var fhir = app.MapGroup(ReadFhir.Root).RequireOrganization().WithTags("FHIR");
        var fhirRead = fhir.MapGroup("").RequireScope(Scopes.ReferralsRead).RequireAssurance(Assurance.System);
        ReadFhir.Map(fhirRead);
        SearchFhir.Map(fhirRead);
        UpdateTask.Map(fhir.MapGroup("").RequireScope(Scopes.ReferralsWrite).RequireAssurance(Assurance.Asserted));

        var open = app.MapGroup("").AllowAnonymous().WithTags("Referral links");
        OpenLink.Map(open);
        AnswerByLink.Map(open);
        LinkPage.Map(open);

        app.MapAudit(Root, Scopes.ReferralsRead);
    }

    private static void MapPeople(RouteGroupBuilder read, RouteGroupBuilder write, RouteGroupBuilder decide)
    {
        SearchServiceUsers.Map(read);
        RegisterServiceUser.Map(write);
        ReadServiceUser.Map(read);
        CorrectServiceUser.Map(write);
        ReadSharing.Map(read);
        decide = decide.MapGroup("").WithTags("Service users");
        MergeServiceUsers.Map(decide);
        EraseServiceUser.Map(decide);
        SetLegalHold.Map(decide);
    }

    private static void MapConsents(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        GiveConsent.Map(write);
        ListConsents.Map(read);
        ReadConsent.Map(read);
        SignConsent.Map(write);
        SignConsent.MapRead(read);
        WithdrawConsent.Map(write);
    }

    private static void MapCases(RouteGroupBuilder read, RouteGroupBuilder write, RouteGroupBuilder decide)
    {
        OpenCase.Map(write);
        ListCases.Map(read);
        ReadCase.Map(read);
        AssignCase.Map(write);
        CloseCase.Map(write);
        ReopenCase.Map(write);
        OfferTransfer.Map(write);
        ListTransfers.Map(read);
        AnswerTransfer.Map(write);
        BreakGlass.Map(write);
        ListBrokenGlass.Map(read);
        ImportCases.Map(decide);
    }

    private static void MapCaseWork(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        DraftPlan.Map(write);
        ListPlans.Map(read);
        SubmitPlan.Map(write);
        FinishAction.Map(write);
        WriteEntry.Map(write);
        ListEntries.Map(read);
        FinishEntry.Map(write);
        AddAttachment.Map(write);
        ReadAttachment.Map(read);
    }

    private static void MapAssessments(RouteGroupBuilder read, RouteGroupBuilder write, RouteGroupBuilder assess)
    {
        StartAssessment.Map(write);
        ReadAssessment.Map(read);
        AnswerQuestions.Map(write);
        CompleteAssessment.Map(assess);
        EnterAssessmentInError.Map(assess);
        PlanCampaign.Map(write);
        ListCampaigns.Map(read);
        ReadCampaign.Map(read);
        AssignHouseholds.Map(write);
        EndHousehold.Map(write);
    }

    private static void MapClosedLoop(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        SuggestSites.Map(read);
        DraftReferral.Map(write);
        ListWork.Map(read);
        ReferralMessages.MapRead(read);

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
    }

    private static void MapGroupProgrammes(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        PlanCycle.Map(write);
        ReadCycle.Map(read);
        EnrolFamily.Map(write);
        RecordAttendance.Map(write);
        TakeMeasure.Map(write);
        CompleteCycle.Map(write);
        ReadChanges.Map(read);
    }

    private static void MapComplaints(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        TakeComplaint.Map(write);
        AskByNumber.Map(write);
        ListComplaints.Map(read);
        AnswerComplaint.Map(write);
    }
}
