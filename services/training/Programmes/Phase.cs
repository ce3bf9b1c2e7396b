using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Training.Programmes;

/// <summary>A part of a programme.</summary>
/// <param name="Name">In three languages.</param>
/// <param name="TrainingDays">Days of training, without field practice.</param>
internal sealed record Phase(LocalizedText Name, int TrainingDays);
