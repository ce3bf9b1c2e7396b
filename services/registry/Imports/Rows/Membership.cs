using SocialServices.ServiceDefaults.Exchange;

namespace SocialServices.Registry.Imports.Rows;

/// <summary>What a row says about what its organization is part of.</summary>
/// <param name="Line">See <see cref="ImportFinding.Line"/>.</param>
/// <param name="Code">The organization.</param>
/// <param name="Parent">What it is part of; not given: as it is in the register.</param>
internal sealed record Membership(int Line, string Code, Given<string?> Parent);
