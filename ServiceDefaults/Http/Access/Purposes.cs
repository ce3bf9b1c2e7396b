namespace SocialServices.ServiceDefaults.Access;

/// <summary>For what a person may act on data about people.</summary>
public static class Purposes
{
    /// <summary>Assess, plan and follow a case.</summary>
    public const string CaseManagement = "case-management";

    /// <summary>Refer a person to a service, or answer a referral.</summary>
    public const string Referral = "referral";

    /// <summary>Give the person the service.</summary>
    public const string ServiceDelivery = "service-delivery";

    /// <summary>Guide and check the work of others.</summary>
    public const string Supervision = "supervision";

    /// <summary>Train workers.</summary>
    public const string Training = "training";

    /// <summary>Run the programme: registers, figures, clients.</summary>
    public const string Administration = "administration";

    public static IReadOnlyList<string> All { get; } = [CaseManagement, Referral, ServiceDelivery, Supervision, Training, Administration];
}
