using System.ComponentModel.DataAnnotations;

namespace SocialServices.Registry.Data;

/// <summary>Sentences in the three languages of the programme; a name is a <see cref="ServiceDefaults.Http.LocalizedText"/>.</summary>
/// <param name="Tk">Turkmen (Latin).</param>
/// <param name="Ru">Russian.</param>
/// <param name="En">English.</param>
public sealed record LongText(
    [property: Required, MaxLength(4000)] string Tk,
    [property: Required, MaxLength(4000)] string Ru,
    [property: Required, MaxLength(4000)] string En);
