namespace SocialServices.Training.Certificates;

/// <summary>Section <c>Expiry</c>.</summary>
internal sealed class ExpiryOptions
{
    /// <summary>How often it is looked whether a certificate ends soon.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromMinutes(10);
}
