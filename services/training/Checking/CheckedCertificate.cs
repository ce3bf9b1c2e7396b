using SocialServices.Training.Certificates;

namespace SocialServices.Training.Checking;

/// <summary>What anybody learns who knows the full number: what it is worth, and every fact that is printed. A forger edits the PDF; this does not change.</summary>
/// <param name="Number">As it is printed; of an unknown one, as it was asked for.</param>
/// <param name="Status">valid, not-yet-valid, expired, revoked, replaced or unknown.</param>
/// <param name="StatusText">The same in the caller's language.</param>
/// <param name="Holder">The holder's name as printed.</param>
/// <param name="Programme">In the caller's language.</param>
/// <param name="Level">In the caller's language.</param>
/// <param name="TrainingDays">Days of training.</param>
/// <param name="Hours">Hours of training.</param>
/// <param name="From">First day of the course.</param>
/// <param name="Until">Last day of the course.</param>
/// <param name="ValidFrom">First day.</param>
/// <param name="ValidUntil">Last day; absent when it does not expire.</param>
/// <param name="Issuers">Who signed it, in the caller's language.</param>
/// <param name="ReplacedBy">Number of the certificate that renews or corrects it.</param>
public sealed record CheckedCertificate(
    string Number,
    string Status,
    string StatusText,
    string? Holder = null,
    string? Programme = null,
    string? Level = null,
    int? TrainingDays = null,
    int? Hours = null,
    DateOnly? From = null,
    DateOnly? Until = null,
    DateOnly? ValidFrom = null,
    DateOnly? ValidUntil = null,
    IReadOnlyList<string>? Issuers = null,
    string? ReplacedBy = null
)
{
    public const string UnknownStatus = "unknown";

    internal static CheckedCertificate Unknown(string number, string? language) => new(number, UnknownStatus, Texts.Unknown.In(language));

    internal static CheckedCertificate Of(
        Certificate certificate,
        PrintedDetails printed,
        string? replacedBy,
        DateOnly today,
        string? language
    )
    {
        var status = certificate.StatusOn(today);
        return new(
            certificate.Number,
            Words.Of(status),
            Texts.Of(status).In(language),
            printed.Holder,
            printed.Programme.In(language),
            printed.Level is { } level ? Texts.OfLevel(level).In(language) : null,
            printed.TrainingDays,
            printed.Hours,
            printed.From,
            printed.Until,
            certificate.ValidFrom,
            certificate.ValidUntil,
            [.. printed.Issuers.Select(issuer => issuer.In(language))],
            replacedBy
        );
    }
}
