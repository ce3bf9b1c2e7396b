namespace SocialServices.Registry.Tests;

/// <summary>A registry that gives overdue holds back all the time.</summary>
public sealed class BusyRegistryApp : RegistryApp
{
    protected override TimeSpan ExpireEvery => TimeSpan.FromMilliseconds(100);
}
