namespace SocialServices.Training.Programmes;

/// <summary>A part of a programme.</summary>
/// <param name="Name">In three languages.</param>
/// <param name="TrainingDays">Days of training, without field practice.</param>
/// <param name="Modules">What is taught, in its order; at most 50. Empty when no source says.</param>
/// <param name="FieldPracticeDays">Days of practice in the field after this phase.</param>
public sealed record Phase(
    LocalizedText Name,
    [property: Range(1, 400)] int TrainingDays,
    [property: MaxLength(50), NoNulls] IReadOnlyList<TrainingModule>? Modules = null,
    [property: Range(0, 400)] int FieldPracticeDays = 0
);

/// <summary>A part of a phase.</summary>
/// <param name="Name">In three languages.</param>
/// <param name="Days">Half days count.</param>
/// <param name="Delivery">in-person, online or hybrid.</param>
public sealed record TrainingModule(LocalizedText Name, [property: Range(0.5, 400)] decimal Days, CourseMode Delivery);

/// <summary>What becomes of the sessions before somebody enrols.</summary>
public enum LateEnrolment
{
    /// <summary>They count as missed.</summary>
    Counts,

    /// <summary>They are not counted for this participant.</summary>
    Exempt,

    /// <summary>Nobody enrols after the first session.</summary>
    Refused,
}
