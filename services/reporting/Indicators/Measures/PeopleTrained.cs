using SocialServices.Reporting.Data;
using SocialServices.Reporting.Facts.Participations;

namespace SocialServices.Reporting.Indicators.Measures;

/// <summary>
/// People who completed a programme: each once, however many they completed, with the facts of the latest completion. So every
/// table adds up, and each cell is a number of people.
/// </summary>
internal sealed class PeopleTrained : IMeasure
{
    public string Code => "people-trained";

    public IQueryable<CountedUnit> Units(ReportingDb db) =>
        LatestCompletions(db)
            .Select(p => new CountedUnit
            {
                Weight = 1,
                Organization = p.Organization,
                Sex = p.Sex,
                AgeBand = p.AgeBand,
                Disability =
                    p.Disability == null ? null
                    : p.Disability.Value ? "yes"
                    : "no",
                Place = p.Place,
            });

    private static IQueryable<ParticipationFact> LatestCompletions(ReportingDb db)
    {
        var completions = Completions.Counted(db);
        return completions.Where(p =>
            !completions.Any(later =>
                later.WorkerId == p.WorkerId
                && (later.CompletedOn > p.CompletedOn || (later.CompletedOn == p.CompletedOn && later.Position > p.Position))
            )
        );
    }
}
