using System.ComponentModel.DataAnnotations;

namespace SocialServices.Reporting.Dhis2;

/// <summary>Section <c>Dhis2</c>: where data value sets go. Without a server nothing is pushed.</summary>
internal sealed class Dhis2Options
{
    /// <summary>For example <c>https://dhis2.example.org</c>.</summary>
    public Uri? Server { get; set; }

    /// <summary>A personal access token of DHIS2.</summary>
    public string? Token { get; set; }

    /// <summary>Code of the data set.</summary>
    [Required]
    public string DataSet { get; set; } = "JP_CBSS";

    /// <summary>Code of the organisation unit of the whole country.</summary>
    [Required]
    public string Country { get; set; } = "TM";
}
