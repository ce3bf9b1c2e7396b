using SocialServices.Reporting.Data;
using SocialServices.Reporting.Facts.Participations;

namespace SocialServices.Reporting.Indicators.Measures;

/// <summary>
/// People who completed a programme: each once per programme, with the facts of the latest completion. Somebody who
/// completed two programmes counts in both and twice in the total, so that every table adds up.
/// </summary>
internal sealed class PeopleTrained : IMeasure
{
    public string Code => "people-trained";

    public IQueryable<CountedUnit> Units(ReportingDb db) =>
        LatestCompletions(db)
            .Select(p => new CountedUnit
            {
                Weight = 1,
                Programme = p.Programme,
                Organization = p.Organization,
                Sex = p.Sex,
                AgeBand = p.AgeBand,
                Disability =
                    p.Disability == null ? null
                    : p.Disability.Value ? "yes"
                    : "no",
                Place = p.Place,
            });

    private static IQueryable<ParticipationFact> LatestCompletions(ReportingDb db) =>
        db.Participations.Where(p =>
            p.Completed
            && !db.Participations.Any(later =>
                later.Completed
                && later.WorkerId == p.WorkerId
                && later.Programme == p.Programme
                && (later.CompletedOn > p.CompletedOn || (later.CompletedOn == p.CompletedOn && later.Position > p.Position))
            )
        );
}
