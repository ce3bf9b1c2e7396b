namespace SocialServices.Registry.Workers;

internal enum Sex
{
    Female,
    Male,
    Unknown,
}
