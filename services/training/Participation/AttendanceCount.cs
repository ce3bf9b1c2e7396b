namespace SocialServices.Training.Participation;

/// <summary>How much of a course somebody attended.</summary>
/// <param name="Attended">Sessions attended.</param>
/// <param name="Recorded">Sessions whose attendance has been recorded.</param>
/// <param name="Planned">All sessions that count for this participant.</param>
/// <param name="Apologies">Sessions for which the participant apologised.</param>
/// <param name="Free">So many missed sessions are forgiven.</param>
internal readonly record struct AttendanceCount(int Attended, int Recorded, int Planned, int Apologies = 0, int Free = 0)
{
    /// <summary>Of all planned sessions, 0 to 100. Rounded down, so that nobody who missed the threshold is shown to have met it.</summary>
    public int Percent => Planned == 0 ? 0 : Attended * 100 / Planned;

    /// <param name="threshold">Percent; decided on the exact share. Forgiven absences leave the count.</param>
    public bool Meets(int threshold) => Planned > 0 && Attended * 100 >= threshold * (Planned - Math.Min(Free, Planned - Attended));

    /// <summary>Would the threshold be met if all sessions to come were attended?</summary>
    public bool CanStillMeet(int threshold) => Planned == 0 || (this with { Attended = Attended + Planned - Recorded }).Meets(threshold);
}
