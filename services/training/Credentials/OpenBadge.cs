using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.Training.Certificates;
using SocialServices.Training.Programmes;

namespace SocialServices.Training.Credentials;

/// <summary>
/// A certificate as an Open Badges 3.0 credential, secured as VC-JWT (RS256): the payload is the credential itself, and <c>iss</c>,
/// <c>jti</c>, <c>sub</c>, <c>nbf</c> and <c>exp</c> repeat its members.
/// </summary>
internal sealed class OpenBadge(CredentialKeys keys, IOptions<PublicOptions> options)
{
    public async Task<string> SignAsync(
        Certificate certificate,
        PrintedDetails printed,
        Programme programme,
        CancellationToken cancellationToken
    )
    {
        var credential = Describe(certificate, printed, programme);
        credential["iss"] = credential["issuer"]!["id"]!.DeepClone();
        credential["jti"] = credential["id"]!.DeepClone();
        credential["sub"] = credential["credentialSubject"]!["id"]!.DeepClone();
        credential["nbf"] = Ashgabat.Midnight(certificate.ValidFrom).ToUnixTimeSeconds();
        if (EndOf(certificate) is { } end)
        {
            credential["exp"] = end.ToUnixTimeSeconds();
        }

        var key = await keys.SigningKeyAsync(KeyAddress, cancellationToken);
        return new JsonWebTokenHandler().CreateToken(
            credential.ToJsonString(Json.Options),
            new SigningCredentials(key, SecurityAlgorithms.RsaSha256)
        );
    }

    /// <summary>Where the public key is found: the <c>kid</c> of a token.</summary>
    public string KeyAddress(Guid key) => options.Value.Address($"/verify/keys/{key}");

    public string IssuerAddress(string issuer) => options.Value.Address($"/verify/issuers/{issuer}");

    public static string IdOf(Guid certificate) => $"urn:uuid:{certificate}";

    internal JsonObject Describe(Certificate certificate, PrintedDetails printed, Programme programme)
    {
        var credential = new JsonObject
        {
            ["@context"] = new JsonArray(
                "https://www.w3.org/ns/credentials/v2",
                "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
            ),
            ["id"] = IdOf(certificate.Id),
            ["type"] = new JsonArray("VerifiableCredential", "OpenBadgeCredential"),
            ["name"] = printed.Programme.En,
            ["issuer"] = new JsonObject
            {
                ["id"] = IssuerAddress(certificate.Issuers[0]),
                ["type"] = new JsonArray("Profile"),
                ["name"] = string.Join(", ", printed.Issuers.Select(issuer => issuer.En)),
                ["url"] = options.Value.Address("/verify"),
            },
            ["validFrom"] = Instant(Ashgabat.Midnight(certificate.ValidFrom)),
            ["credentialSubject"] = new JsonObject
            {
                ["id"] = $"urn:uuid:{certificate.WorkerId}",
                ["type"] = new JsonArray("AchievementSubject"),
                ["identifier"] = new JsonArray(
                    new JsonObject
                    {
                        ["type"] = "IdentityObject",
                        ["hashed"] = false,
                        ["identityHash"] = printed.Holder,
                        ["identityType"] = "name",
                    }
                ),
                ["activityStartDate"] = Instant(Ashgabat.Midnight(printed.From)),
                ["activityEndDate"] = Instant(Ashgabat.Midnight(printed.Until)),
                ["licenseNumber"] = certificate.Number,
                ["achievement"] = AchievementOf(certificate, printed, programme),
            },
        };
        if (EndOf(certificate) is { } end)
        {
            credential["validUntil"] = Instant(end);
        }

        return credential;
    }

    private JsonObject AchievementOf(Certificate certificate, PrintedDetails printed, Programme programme) =>
        new()
        {
            ["id"] = options.Value.Address($"/verify/achievements/{certificate.Programme}"),
            ["type"] = new JsonArray("Achievement"),
            ["achievementType"] = "Certificate",
            ["name"] = printed.Programme.En,
            ["description"] = $"{printed.TrainingDays} training days; competence {certificate.Competence}.",
            ["humanCode"] = certificate.Programme,
            ["criteria"] = new JsonObject
            {
                ["narrative"] =
                    $"Attendance of at least {programme.AttendanceThreshold} % of the planned sessions"
                    + (programme.PostTestPassMark is { } mark ? $" and at least {mark} % in the post-test." : "."),
            },
        };

    /// <summary>The first second at which it does not count any more.</summary>
    private static DateTimeOffset? EndOf(Certificate certificate) =>
        certificate.ValidUntil is { } last ? Ashgabat.Midnight(last.AddDays(1)) : null;

    private static string Instant(DateTimeOffset instant) => instant.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
}
