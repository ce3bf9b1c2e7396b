using SocialServices.Contracts.Referrals;
using SocialServices.Contracts.Registry;
using SocialServices.Contracts.Training;
using SocialServices.Reporting.Facts.Cases;
using SocialServices.Reporting.Facts.Certificates;
using SocialServices.Reporting.Facts.ConsentWithdrawals;
using SocialServices.Reporting.Facts.Courses;
using SocialServices.Reporting.Facts.Enrolments;
using SocialServices.Reporting.Facts.Organizations;
using SocialServices.Reporting.Facts.Participations;
using SocialServices.Reporting.Facts.Referrals;
using SocialServices.Reporting.Facts.ServiceTypes;
using SocialServices.Reporting.Facts.Sites;
using SocialServices.Reporting.Facts.Workers;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts;

/// <summary>Every fact of the system, and the event logs that fill what the broker leaves out.</summary>
internal static class Subscriptions
{
    /// <summary>Resource names of the services whose events become facts.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["registry", "training", "referrals"];

    public static void Subscribe(EventSubscriptions events)
    {
        events
            .On<OrganizationRegistered, OrganizationRegisteredHandler>()
            .On<OrganizationDeleted, OrganizationDeletedHandler>()
            .On<ServiceTypeDefined, ServiceTypeDefinedHandler>()
            .On<ServiceTypeDeleted, ServiceTypeDeletedHandler>()
            .On<SiteOpened, SiteOpenedHandler>()
            .On<SiteStatusChanged, SiteStatusChangedHandler>()
            .On<SiteChanged, SiteChangedHandler>()
            .On<SiteDeleted, SiteDeletedHandler>()
            .On<CapacityChanged, CapacityChangedHandler>()
            .On<WorkerRegistered, WorkerRegisteredHandler>()
            .On<WorkerChanged, WorkerChangedHandler>()
            .On<WorkerDeleted, WorkerDeletedHandler>();
        events
            .On<CourseScheduled, CourseScheduledHandler>()
            .On<ParticipantEnrolled, ParticipantEnrolledHandler>()
            .On<ParticipationAssessed, ParticipationAssessedHandler>()
            .On<CertificateIssued, CertificateIssuedHandler>()
            .On<CertificateRevoked, CertificateRevokedHandler>();
        events
            .On<CaseOpened, CaseOpenedHandler>()
            .On<CaseClosed, CaseClosedHandler>()
            .On<CaseReopened, CaseReopenedHandler>()
            .On<ReferralStatusChanged, ReferralStatusChangedHandler>()
            .On<ConsentWithdrawn, ConsentWithdrawnHandler>();
        foreach (var source in Sources)
        {
            events.Follow(source);
        }
    }
}
