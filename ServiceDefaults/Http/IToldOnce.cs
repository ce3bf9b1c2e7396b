namespace SocialServices.ServiceDefaults.Http;

/// <summary>An answer with a secret that is told once: what is stored for a repeated request, and answered then, has it no more.</summary>
public interface IToldOnce
{
    /// <summary>The same answer without the secret.</summary>
    object WithoutSecret { get; }
}
