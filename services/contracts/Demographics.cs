namespace SocialServices.Contracts;

/// <summary>What reporting may know of a person: coarse, and nothing that recognises anybody.</summary>
/// <param name="Sex"><c>female</c>, <c>male</c> or <c>unknown</c>.</param>
/// <param name="AgeBand">One of <see cref="AgeBands"/>, at the time of the event.</param>
/// <param name="Disability">Has a disability status; null when not asked.</param>
/// <param name="Place">Code of the velayat or etrap where the person lives or works.</param>
public sealed record Demographics(string Sex, string AgeBand, bool? Disability, string Place);
