using System.ComponentModel.DataAnnotations;

namespace SocialServices.Registry.Agenda;

/// <summary>Section <c>Agenda</c>.</summary>
internal sealed class AgendaOptions
{
    /// <summary>How often it is looked whether something begins: as long after midnight it begins at the latest.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "1.00:00:00")]
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromSeconds(30);
}
