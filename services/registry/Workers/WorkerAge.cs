using SocialServices.Contracts;

namespace SocialServices.Registry.Workers;

/// <summary>The workforce is 16 to 100 years old; anything else is a slip of the pen.</summary>
internal static class WorkerAge
{
    private const int Youngest = 16;
    private const int Oldest = 100;

    public static string Expected => $"The worker must be {Youngest} to {Oldest} years old.";

    public static bool IsPossible(DateOnly birthDate, DateOnly today) => AgeBands.Age(birthDate, today) is >= Youngest and <= Oldest;
}
