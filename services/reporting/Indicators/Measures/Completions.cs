using SocialServices.Reporting.Data;
using SocialServices.Reporting.Facts.Participations;

namespace SocialServices.Reporting.Indicators.Measures;

/// <summary>Who completed what.</summary>
internal static class Completions
{
    /// <summary>
    /// Participations that met all requirements, without those whose certificate should never have been issued and was not
    /// replaced.
    /// </summary>
    public static IQueryable<ParticipationFact> Counted(ReportingDb db) =>
        db.Participations.Where(p =>
            p.Completed
            && (
                !db.Certificates.Any(c => c.WorkerId == p.WorkerId && c.Programme == p.Programme && c.NeverCounted)
                || db.Certificates.Any(c => c.WorkerId == p.WorkerId && c.Programme == p.Programme && !c.NeverCounted)
            )
        );
}
