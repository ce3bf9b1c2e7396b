using SocialServices.Contracts.Referrals;
using SocialServices.Contracts.Registry;
using SocialServices.Contracts.Training;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts;

/// <summary>Every fact of the system, and the event logs that fill what the broker leaves out.</summary>
internal static class Subscriptions
{
    /// <summary>Resource names of the services whose events become facts.</summary>
    public static IReadOnlyList<string> Sources { get; } = ["registry", "training", "referrals"];

    /// <summary>All handlers with their events.</summary>
    public static IReadOnlyList<(Type Event, Type Handler)> Handlers { get; } =
    [
        .. typeof(Subscriptions)
            .Assembly.GetTypes()
            .Where(type => type.BaseType is { IsGenericType: true } parent && parent.GetGenericTypeDefinition() == typeof(FactHandler<>))
            .Select(type => (type.BaseType!.GetGenericArguments()[0], type)),
    ];

    public static void Subscribe(EventSubscriptions events)
    {
        events
            .On<PlaceDefined, PlaceDefinedHandler>()
            .On<PlaceAbolished, PlaceAbolishedHandler>()
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
            .On<CourseCompleted, CourseCompletedHandler>()
            .On<CourseCancelled, CourseCancelledHandler>()
            .On<SupervisionHeld, SupervisionHeldHandler>()
            .On<ParticipantWithdrawn, ParticipantWithdrawnHandler>()
            .On<ParticipantEnrolled, ParticipantEnrolledHandler>()
            .On<ParticipationAssessed, ParticipationAssessedHandler>()
            .On<CertificateIssued, CertificateIssuedHandler>()
            .On<CertificateRevoked, CertificateRevokedHandler>();
        events
            .On<CaseOpened, CaseOpenedHandler>()
            .On<CaseAssigned, CaseAssignedHandler>()
            .On<CaseClosed, CaseClosedHandler>()
            .On<CaseReopened, CaseReopenedHandler>()
            .On<ReferralStatusChanged, ReferralStatusChangedHandler>()
            .On<PersonReached, PersonReachedHandler>()
            .On<NeedsAssessed, NeedsAssessedHandler>()
            .On<AssessmentEnteredInError, AssessmentEnteredInErrorHandler>()
            .On<GroupCycleCompleted, GroupCycleCompletedHandler>()
            .On<GroupChangeMeasured, GroupChangeMeasuredHandler>()
            .On<ServiceUserMerged, ServiceUserMergedHandler>()
            .On<MergeUndone, MergeUndoneHandler>()
            .On<ServiceUserErased, ServiceUserErasedHandler>()
            .On<ConsentWithdrawn, ConsentWithdrawnHandler>();
        foreach (var source in Sources)
        {
            events.Follow(source);
        }
    }
}
