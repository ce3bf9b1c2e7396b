using SocialServices.Training.Credentials;

namespace SocialServices.Training.Checking;

internal static class VerifyCredential
{
    /// <param name="Credential">The VC-JWT as the holder presents it.</param>
    /// <example>{"credential": "eyJhbGciOiJSUzI1NiIsInR5cCI6InZjK2p3dCJ9.eyJpc3MiOiJtbHNwcCJ9.c2lnbmF0dXJl"}</example>
    public sealed record Request([property: Required, MaxLength(PresentedCredential.MaxLength)] string Credential);

    /// <param name="Result">valid, not-yet-valid, expired, revoked or replaced for a genuine credential; otherwise forged, altered or malformed.</param>
    /// <param name="Certificate">What is printed on the certificate; only for a genuine credential.</param>
    public sealed record Response(string Result, CheckedCertificate? Certificate);

    public static void Map(RouteGroupBuilder verify) =>
        verify
            .MapPost("/credentials", HandleAsync)
            .WithName(nameof(VerifyCredential))
            .WithSummary(
                "Verify a credential that somebody presents, without login: says whether it is genuine and what it is worth today."
            );

    internal static async Task<Ok<Response>> HandleAsync(
        Request request,
        HttpContext http,
        TrainingDb db,
        CredentialKeys keys,
        OpenBadge badge,
        PublicCheck check,
        CancellationToken cancellationToken
    )
    {
        var presented = await PresentedCredential.ReadAsync(request.Credential.Trim(), keys, badge, cancellationToken);
        if (presented.Fault is { } fault)
        {
            return TypedResults.Ok(new Response(fault, null));
        }

        var certificate = await db
            .Certificates.AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == presented.CertificateId, cancellationToken);
        var found = await check.CheckAsync(certificate, LocalizedText.LanguageOf(http.Request), cancellationToken);
        return TypedResults.Ok(new Response(found?.Status ?? CheckedCertificate.UnknownStatus, found));
    }
}
