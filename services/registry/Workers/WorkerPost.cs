using System.ComponentModel.DataAnnotations;
using SocialServices.ServiceDefaults.Records;

namespace SocialServices.Registry.Workers;

/// <summary>A worker works for an organization between two days.</summary>
/// <param name="Organization">Code of the employer.</param>
/// <param name="Role">What the worker does there.</param>
/// <param name="Place">Code of where.</param>
/// <param name="From">First day; may lie in the future.</param>
/// <param name="Until">Last day; may lie in the future; absent while none is known.</param>
/// <param name="Share">Of full time, in percent.</param>
public sealed record WorkerPost(
    [property: Required, MaxLength(50), PlainText] string Organization,
    WorkerRole Role,
    [property: Required, MaxLength(20), PlainText] string Place,
    DateOnly From,
    DateOnly? Until = null,
    [property: Range(5, 150)] int Share = WorkerPost.FullTime
)
{
    internal const int FullTime = 100;
}

/// <summary>What a list of posts must keep to.</summary>
internal static class WorkerPosts
{
    private const int YearsAhead = 5;

    /// <summary>What makes no sense, by field, as <c>posts[1].until</c>; whether organizations and places exist the database knows.</summary>
    public static IEnumerable<(string Field, string Reason)> FindErrors(IReadOnlyList<WorkerPost> posts, DateOnly today)
    {
        var latest = today.AddYears(YearsAhead);
        foreach (var (index, post) in posts.Index())
        {
            if (post.From > latest)
            {
                yield return ($"posts[{index}].from", $"Must not be after {latest:yyyy-MM-dd}.");
            }
            else if (post.Until > latest)
            {
                yield return ($"posts[{index}].until", $"Must not be after {latest:yyyy-MM-dd}: leave it out while no end is known.");
            }
            else if (posts.All(other => other.From > today))
            {
                yield return ($"posts[{index}].from", "Must not be in the future: one post has begun at least.");
            }
            else if (post.Until < post.From)
            {
                yield return ($"posts[{index}].until", "Must not be before it begins.");
            }
            else if (posts.Take(index).Any(earlier => !(earlier.Until < post.From) && !(post.Until < earlier.From)))
            {
                yield return ($"posts[{index}]", "Overlaps with another post.");
            }
        }
    }
}
