namespace SocialServices.Training.Completion;

/// <summary>Why a participant gets no certificate.</summary>
public enum Shortfall
{
    NotMatchedToWorker,
    AttendanceBelowThreshold,
    PostTestNotTaken,
    PostTestFailed,
    FieldPracticeNotSignedOff,
}
