using System.ComponentModel.DataAnnotations;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>Section <c>Imports</c>.</summary>
public sealed class ImportOptions
{
    /// <summary>Bytes of a file; 384 MiB, a third more than 100,000 sites take by HSDS. The gateway has a limit of its own (<c>Routes:MaxImportSize</c>).</summary>
    [Range(1024, 1024 * 1024 * 1024)]
    public long MaxFileSize { get; set; } = 384 * 1024 * 1024;

    /// <summary>Rows of a file.</summary>
    [Range(1, 1_000_000)]
    public int MaxRows { get; set; } = 100_000;

    /// <summary>Files that one replica takes in at the same time, of one organization at most half of them: each holds a connection of the database.</summary>
    [Range(1, 50)]
    public int UploadsAtOnce { get; set; } = 4;

    /// <summary>How long an upload may last.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan MaxUploadTime { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>Rows that are written in one transaction.</summary>
    [Range(1, 10_000)]
    public int BatchSize { get; set; } = 2000;

    /// <summary>How often a replica looks for imports that others took in or left behind. Its own it begins at once.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:10:00")]
    public TimeSpan LookEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>After this time without a sign of life another worker takes over.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "01:00:00")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>An import at which workers fail this often in a row, without a batch between, is given up.</summary>
    [Range(1, 100)]
    public int MaxFaults { get; set; } = 5;

    /// <summary>How long the file of an ended import is kept. What became of its rows is kept for good.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "3650.00:00:00")]
    public TimeSpan KeepFiles { get; set; } = TimeSpan.FromDays(30);
}
