namespace SocialServices.Registry.Workers;

/// <summary>What a member of the workforce does (Law No. 434-VI, article 1).</summary>
public enum WorkerRole
{
    /// <summary>Specialist in social work: assesses individual needs.</summary>
    Specialist,

    /// <summary>Renders services on the basis of an assessment.</summary>
    SocialWorker,

    Manager,

    /// <summary>Works beside them: teacher, nurse, police officer.</summary>
    Allied,

    Trainer,
}
