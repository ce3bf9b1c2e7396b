using SocialServices.Contracts.Training;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Facts;

/// <summary>A session is told once.</summary>
internal sealed class SupervisionHeldHandler(ReportingDb db) : FactHandler<SupervisionHeld>(db)
{
    protected override FormattableString Write(SupervisionHeld happened, long position) =>
        $"""
            insert into supervisions (supervision_id, organizer, held_on, supervisors, presenters)
            values ({happened.SupervisionId}, {happened.Organizer}, {happened.HeldOn}, {happened.Supervisors}, {happened.Presenters})
            on conflict (supervision_id) do nothing
            """;
}
