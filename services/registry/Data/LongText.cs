using System.ComponentModel.DataAnnotations;
using SocialServices.Registry.Records;

namespace SocialServices.Registry.Data;

/// <summary>Sentences in the three languages of the programme; a name is a <see cref="ServiceDefaults.Http.LocalizedText"/>.</summary>
/// <param name="Tk">Turkmen (Latin).</param>
/// <param name="Ru">Russian.</param>
/// <param name="En">English.</param>
public sealed record LongText(
    [property: Required, MaxLength(4000), PlainText(Prose = true)] string Tk,
    [property: Required, MaxLength(4000), PlainText(Prose = true)] string Ru,
    [property: Required, MaxLength(4000), PlainText(Prose = true)] string En);
