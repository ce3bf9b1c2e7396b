namespace SocialServices.Reporting.Facts;

/// <summary>Longest values, in characters. An event with a longer one is a fault of its sender and goes to the error queue.</summary>
internal static class FactColumns
{
    public const int Code = 100;
    public const int Name = 300;
}
