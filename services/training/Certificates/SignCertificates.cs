using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Certificates;

internal static class SignCertificates
{
    /// <param name="Issuer">Code of the organization that signs; the caller acts for it.</param>
    /// <param name="Numbers">1 to 500 certificates that wait for its signature.</param>
    /// <example>{"issuer": "unodc", "numbers": ["MLSPP-2021-000123", "MLSPP-2021-000124"]}</example>
    public sealed record Request(
        [property: Required, MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string Issuer,
        [property: MinLength(1), MaxLength(500), NoNulls] string[] Numbers
    );

    /// <param name="Signed">Numbers that now count: no signature is missing.</param>
    /// <param name="Waiting">Numbers that wait for another issuer.</param>
    public sealed record Response(IReadOnlyList<string> Signed, IReadOnlyList<string> Waiting);

    private static readonly string[] NotSigned = ["No certificate that this organization signs."];

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapPost("/certificates/sign", HandleAsync)
            .Idempotent()
            .WithName(nameof(SignCertificates))
            .WithSummary("Sign certificates for an issuer. A certificate counts when every issuer has signed.")
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Request request,
        TrainingDb db,
        Issuing issuing,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!context.Caller!.MayActFor(request.Issuer))
        {
            return Problems.Of(StatusCodes.Status403Forbidden, ProblemTypes.Forbidden, "Only an issuer gives its own signature.");
        }

        await db.BeginAsync(cancellationToken);
        var lookups = request.Numbers.Select(CertificateNumbers.Normalize).ToArray();
        var certificates = await db
            .Certificates.FromSql(
                $"select certificates.*, certificates.xmin from certificates where lookup = any({lookups}) order by id for update"
            )
            .ToDictionaryAsync(c => CertificateNumbers.Normalize(c.Number), cancellationToken);
        var errors = lookups
            .Index()
            .Where(number => !(certificates.GetValueOrDefault(number.Item)?.Issuers.Contains(request.Issuer) ?? false))
            .ToDictionary(number => $"numbers[{number.Index}]", _ => NotSigned);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var now = clock.GetUtcNow();
        var predecessors = certificates.Values.Select(c => c.Predecessor).OfType<Guid>().ToList();
        var replaced = await db.Certificates.Where(c => predecessors.Contains(c.Id)).ToDictionaryAsync(c => c.Id, cancellationToken);
        foreach (var certificate in certificates.Values.Where(c => c.RevokedAt is null))
        {
            issuing.Sign(certificate, [request.Issuer], certificate.Predecessor is { } id ? replaced[id] : null, now);
            db.Audit("sign certificate", $"certificate/{certificate.Id}", request.Issuer);
        }

        return await db.SaveAsync(cancellationToken) is { } refused
            ? refused
            : TypedResults.Ok(
                new Response(
                    [.. certificates.Values.Where(c => c.SignedAt is not null).Select(c => c.Number)],
                    [.. certificates.Values.Where(c => c.SignedAt is null).Select(c => c.Number)]
                )
            );
    }
}
