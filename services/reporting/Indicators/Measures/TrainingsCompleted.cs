using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Indicators.Measures;

/// <summary>Completed programmes of people: a person counts once in each. Hence each cell is a number of people.</summary>
internal sealed class TrainingsCompleted : IMeasure
{
    public string Code => "trainings-completed";

    public IQueryable<CountedUnit> Units(ReportingDb db) =>
        Completions
            .Counted(db)
            .Select(p => new { p.WorkerId, p.Programme })
            .Distinct()
            .Select(p => new CountedUnit { Weight = 1, Programme = p.Programme });
}
