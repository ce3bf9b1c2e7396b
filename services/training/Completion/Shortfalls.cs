using SocialServices.Training.Enrolments;
using SocialServices.Training.Participation;
using SocialServices.Training.Programmes;

namespace SocialServices.Training.Completion;

/// <summary>Assesses a participant.</summary>
internal static class Shortfalls
{
    /// <summary>What is missing for a certificate; nothing when all requirements of the programme are met.</summary>
    public static IReadOnlyList<Shortfall> Of(Programme programme, Enrolment enrolment, AttendanceCount attendance, int practiceDays)
    {
        var missing = new List<Shortfall>();
        Add(enrolment.WorkerId is null, Shortfall.NotMatchedToWorker);
        Add(!attendance.Meets(programme.AttendanceThreshold), Shortfall.AttendanceBelowThreshold);
        Add(programme.PostTestPassMark is not null && enrolment.PostTest is null, Shortfall.PostTestNotTaken);
        Add(enrolment.PostTest < programme.PostTestPassMark, Shortfall.PostTestFailed);
        Add(practiceDays < programme.FieldPracticeDays, Shortfall.FieldPracticeNotSignedOff);
        return missing;

        void Add(bool isMissing, Shortfall what)
        {
            if (isMissing)
            {
                missing.Add(what);
            }
        }
    }
}
