using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Vocabularies;

/// <summary>A word of one of the register's vocabularies.</summary>
/// <param name="Code">For example <c>domestic-violence</c>; never changes.</param>
/// <param name="Name">In three languages.</param>
/// <param name="Source"><c>law</c>: a ground of need in the law of Turkmenistan "On social services", No. 434-VI; <c>programme</c>: of the programme's own services.</param>
internal sealed record Term(string Code, LocalizedText Name, string Source);
