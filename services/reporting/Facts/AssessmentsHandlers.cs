using SocialServices.Contracts.Referrals;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Facts;

/// <summary>For good, whatever else comes.</summary>
internal sealed class AssessmentEnteredInErrorHandler(ReportingDb db) : FactHandler<AssessmentEnteredInError>(db)
{
    protected override FormattableString Write(AssessmentEnteredInError happened, long position) =>
        $"""
            insert into assessments (assessment_id, case_id, needs, entered_in_error)
            values ({happened.AssessmentId}, {happened.CaseId}, array[]::text[], true)
            on conflict (assessment_id) do update set entered_in_error = true
            """;
}

/// <summary>An assessment is told once. Completes what its correction may already have entered.</summary>
internal sealed class NeedsAssessedHandler(ReportingDb db) : FactHandler<NeedsAssessed>(db)
{
    protected override FormattableString Write(NeedsAssessed happened, long position) =>
        $"""
            insert into assessments (
                assessment_id, case_id, service_user_id, organization, instrument, risk_level, needs, campaign, sex, age_band, disability, place, assessed_at)
            values (
                {happened.AssessmentId}, {happened.CaseId}, {happened.ServiceUserId}, {happened.Organization}, {happened.Instrument}, {happened.RiskLevel},
                {happened.Needs.ToArray()}, {happened.Campaign}, {happened.Person.Sex}, {happened.Person.AgeBand}, {happened.Person.Disability},
                {happened.Person.Place}, {happened.OccurredAt})
            on conflict (assessment_id) do update set
                service_user_id = excluded.service_user_id, organization = excluded.organization, instrument = excluded.instrument,
                risk_level = excluded.risk_level, needs = excluded.needs, campaign = excluded.campaign, sex = excluded.sex, age_band = excluded.age_band,
                disability = excluded.disability, place = excluded.place, assessed_at = excluded.assessed_at
            """;
}
