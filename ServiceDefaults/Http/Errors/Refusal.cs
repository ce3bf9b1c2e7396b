namespace SocialServices.ServiceDefaults.Errors;

/// <summary>Why a value is not accepted. Domain rules answer it, or null; the edge makes a problem or a finding of it.</summary>
/// <param name="Field">The field or column at fault.</param>
/// <param name="Reason">One sentence for people.</param>
/// <param name="Value">What was given, where that may be shown.</param>
public sealed record Refusal(string Field, string Reason, string? Value = null);
