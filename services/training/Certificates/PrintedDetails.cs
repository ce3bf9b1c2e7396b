namespace SocialServices.Training.Certificates;

/// <summary>Everything that stands on a certificate, frozen when it is issued: it never changes when a name or a programme does.</summary>
/// <param name="Holder">The holder's name.</param>
/// <param name="Programme">In three languages.</param>
/// <param name="Level">What it makes of its holder.</param>
/// <param name="TrainingDays">Days of training.</param>
/// <param name="Hours">Hours of training; absent when no source says.</param>
/// <param name="From">First day of the course.</param>
/// <param name="Until">Last day of the course.</param>
/// <param name="Issuers">Names of the organizations that sign, each in three languages.</param>
internal sealed record PrintedDetails(
    string Holder,
    LocalizedText Programme,
    string? Level,
    int TrainingDays,
    int? Hours,
    DateOnly From,
    DateOnly Until,
    IReadOnlyList<LocalizedText> Issuers
);
