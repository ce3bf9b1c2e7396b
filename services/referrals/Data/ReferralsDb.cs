using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Agreements;
using SocialServices.Referrals.Assessments;
using SocialServices.Referrals.Attachments;
using SocialServices.Referrals.Campaigns;
using SocialServices.Referrals.Cases;
using SocialServices.Referrals.Complaints;
using SocialServices.Referrals.Consents;
using SocialServices.Referrals.GroupProgrammes;
using SocialServices.Referrals.Journal;
using SocialServices.Referrals.Plans;
using SocialServices.Referrals.Referrals;
using SocialServices.Referrals.ServiceUsers;
using SocialServices.Referrals.Transfers;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.Referrals.Data;

internal sealed class ReferralsDb(DbContextOptions<ReferralsDb> options, RequestContext context, TimeProvider clock)
    : ServiceDbContext(options, context, clock)
{
    public DbSet<ServiceUser> ServiceUsers => Set<ServiceUser>();
    public DbSet<Case> Cases => Set<Case>();
    public DbSet<CaseTeamMember> CaseTeam => Set<CaseTeamMember>();
    public DbSet<BrokenGlass> BrokenGlass => Set<BrokenGlass>();
    public DbSet<CaseProgress> CaseProgress => Set<CaseProgress>();
    public DbSet<CaseTransfer> CaseTransfers => Set<CaseTransfer>();
    public DbSet<CaseEntry> CaseEntries => Set<CaseEntry>();
    public DbSet<CasePlan> CasePlans => Set<CasePlan>();
    public DbSet<Attachment> Attachments => Set<Attachment>();
    public DbSet<ConsentSignature> ConsentSignatures => Set<ConsentSignature>();
    public DbSet<DataSharingAgreement> DataSharingAgreements => Set<DataSharingAgreement>();
    public DbSet<Campaign> Campaigns => Set<Campaign>();
    public DbSet<Household> Households => Set<Household>();
    public DbSet<InstrumentVersion> Instruments => Set<InstrumentVersion>();
    public DbSet<Assessment> Assessments => Set<Assessment>();
    public DbSet<GroupProgramme> GroupProgrammes => Set<GroupProgramme>();
    public DbSet<GroupCycle> GroupCycles => Set<GroupCycle>();
    public DbSet<GroupMeasure> GroupMeasures => Set<GroupMeasure>();
    public DbSet<ClosedGroupWeek> ClosedGroupWeeks => Set<ClosedGroupWeek>();
    public DbSet<GroupReminder> GroupReminders => Set<GroupReminder>();
    public DbSet<Complaint> Complaints => Set<Complaint>();
    public DbSet<CaseChange> CaseChanges => Set<CaseChange>();
    public DbSet<Consent> Consents => Set<Consent>();
    public DbSet<ReferralMessage> ReferralMessages => Set<ReferralMessage>();
    public DbSet<ReferralLink> ReferralLinks => Set<ReferralLink>();
    public DbSet<Referral> Referrals => Set<Referral>();

    protected override IReadOnlyDictionary<string, Func<ProblemHttpResult>> Constraints { get; } =
        new Dictionary<string, Func<ProblemHttpResult>>
        {
            [InstrumentVersion.Once] = () => Problems.Conflict("instrument-published", "Somebody published this version at the same time."),
            [GroupMember.Once] = () => Problems.Conflict("member-enrolled", "Somebody of the family takes part in the cycle already."),
            [GroupMeasure.Once] = () => Problems.Conflict("measure-taken", "This measure was taken in this week."),
            [CaseTransfer.OneOffer] = () => Problems.Conflict("transfer-offered", "The case is offered to an organization already."),
            [ConsentSignature.OncePerConsent] = () => Problems.Conflict("consent-signed", "The consent has a signature already."),
            [CaseProblems.ClosesWithoutOpenReferrals] = () => CaseProblems.HasOpenReferrals,
            ["referral_needs_open_case"] = () => CaseProblems.Closed,
            ["ix_referrals_service_user_id_site_id"] = () => ReferralProblems.AlreadyReferred(number: null),
            [ReferralDesk.OneMovePerStep] = () => Problems.Stale,
        };

    /// <summary>
    /// Nobody withdraws the consent until the transaction ends, or, to withdraw it, nobody makes a move under it. Whoever changes a
    /// consent or a referral takes this lock first, so that the two never wait for each other.
    /// </summary>
    public Task LockConsentAsync(Guid id, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"select from consents where id = {id} for update", cancellationToken);

    /// <summary>Nobody withdraws the consent until the transaction ends.</summary>
    /// <returns>As it is now; null when there is none.</returns>
    public async Task<Consent?> LockForShareConsentAsync(Guid id, CancellationToken cancellationToken) =>
        (
            await Consents.FromSql($"select *, xmin from consents where id = {id} for share").AsNoTracking().ToListAsync(cancellationToken)
        ).SingleOrDefault();

    /// <summary>Nobody merges or erases the person until the transaction ends.</summary>
    public Task LockForShareServiceUserAsync(Guid id, CancellationToken cancellationToken) =>
        Database.ExecuteSqlAsync($"select from service_users where id = {id} for share", cancellationToken);

    protected override void OnServiceModelCreating(ModelBuilder modelBuilder) =>
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ReferralsDb).Assembly);
}
