using System.ComponentModel.DataAnnotations;

namespace SocialServices.Gateway.Routes;

/// <summary>Section <c>Routes</c>.</summary>
internal sealed class RouteOptions
{
    /// <summary>How long a service may be silent before its request is given up; 30 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Bytes of a request's body; 1 MiB.</summary>
    [Range(1024, 100 * 1024 * 1024)]
    public long MaxRequestSize { get; set; } = 1024 * 1024;

    /// <summary>Bytes of a file that is imported into the register; 384 MiB.</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public long MaxImportSize { get; set; } = 384 * 1024 * 1024;

    /// <summary>Bytes of a file of a case; 6 MiB, a little more than the referrals service takes.</summary>
    [Range(1024, 100 * 1024 * 1024)]
    public long MaxFileSize { get; set; } = 6 * 1024 * 1024;

    /// <summary>How often each service is asked whether it is healthy; 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:10:00")]
    public TimeSpan ProbeEvery { get; set; } = TimeSpan.FromSeconds(10);
}
