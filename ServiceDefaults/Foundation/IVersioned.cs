namespace SocialServices.ServiceDefaults.Foundation;

/// <summary>A record that tells two states of itself apart: what an ETag is made of.</summary>
public interface IVersioned
{
    /// <summary>PostgreSQL's <c>xmin</c>, or a count of its edits.</summary>
    uint Version { get; }
}
