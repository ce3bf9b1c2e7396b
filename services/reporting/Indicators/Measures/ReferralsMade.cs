using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Indicators.Measures;

/// <summary>Referrals by their furthest known state. One entered in error never was a referral.</summary>
internal sealed class ReferralsMade : IMeasure
{
    public string Code => "referrals";

    public IQueryable<CountedUnit> Units(ReportingDb db) =>
        db
            .Referrals.Where(r => r.Status != "entered-in-error")
            .Select(r => new CountedUnit
            {
                Weight = 1,
                Status = r.Status,
                ServiceType = r.ServiceType,
                Priority = r.Priority,
                Sex = r.Sex,
                AgeBand = r.AgeBand,
                Disability =
                    r.Disability == null ? null
                    : r.Disability.Value ? "yes"
                    : "no",
                Place = r.Place,
            });
}
