namespace SocialServices.Registry.Imports;

/// <summary>What an import brings.</summary>
internal enum ImportKind
{
    Sites,
    Organizations,
}
