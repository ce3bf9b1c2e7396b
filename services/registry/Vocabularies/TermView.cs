using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Vocabularies;

/// <summary>A word of a vocabulary as callers see it.</summary>
/// <param name="Code">For example <c>domestic-violence</c>; never changes.</param>
/// <param name="Name">In three languages.</param>
/// <param name="Label">The name in the language of <c>Accept-Language</c>.</param>
/// <param name="Source"><c>law</c>: of the law of Turkmenistan "On social services", No. 434-VI; <c>programme</c>: of the programme's own services.</param>
internal sealed record TermView(string Code, LocalizedText Name, string Label, string Source);
