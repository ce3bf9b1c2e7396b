namespace SocialServices.Training.Programmes;

internal static class DelegateSigning
{
    /// <param name="Issuer">Code of the organization that signs the programme's certificates.</param>
    /// <param name="Organizer">Code of the organization that signs for it.</param>
    public sealed record Response(string Issuer, string Organizer);

    public static void Map(RouteGroupBuilder training)
    {
        training
            .MapPut("/programmes/{code}/signing/{issuer}/{organizer}", HandleAsync)
            .WithName(nameof(DelegateSigning))
            .WithSummary("Let an organizer sign for an issuer: certificates of its courses then need no signature of the issuer.")
            .Refuses(StatusCodes.Status404NotFound, StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);
        training
            .MapDelete("/programmes/{code}/signing/{issuer}/{organizer}", EndAsync)
            .WithName("EndDelegation")
            .WithSummary("End a delegation. Certificates that were signed stay signed.")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string code,
        string issuer,
        string organizer,
        TrainingDb db,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await RefuseAsync(code, issuer, db, context, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (!(await db.Programmes.AsNoTracking().SingleAsync(p => p.Code == code, cancellationToken)).MayBeOrganizedBy(organizer))
        {
            return Problems.Invalid("organizer", "Does not organize courses of this programme.");
        }

        if (await db.SigningDelegations.FindAsync([code, issuer, organizer], cancellationToken) is null)
        {
            db.Add(
                new SigningDelegation
                {
                    Programme = code,
                    Issuer = issuer,
                    Organizer = organizer,
                    DelegatedAt = clock.GetUtcNow(),
                }
            );
        }

        db.Audit("delegate signing", $"programme/{code}", $"{issuer} to {organizer}");
        return await db.SaveAsync(cancellationToken) is { } refused ? refused : TypedResults.Ok(new Response(issuer, organizer));
    }

    internal static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(
        string code,
        string issuer,
        string organizer,
        TrainingDb db,
        RequestContext context,
        CancellationToken cancellationToken
    )
    {
        if (await RefuseAsync(code, issuer, db, context, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        if (await db.SigningDelegations.FindAsync([code, issuer, organizer], cancellationToken) is { } delegation)
        {
            db.Remove(delegation);
        }

        db.Audit("end delegation of signing", $"programme/{code}", $"{issuer} to {organizer}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<ProblemHttpResult?> RefuseAsync(
        string code,
        string issuer,
        TrainingDb db,
        RequestContext context,
        CancellationToken cancellationToken
    ) =>
        !await db.Programmes.AnyAsync(p => p.Code == code && p.Issuers.Contains(issuer), cancellationToken)
            ? Problems.NotFound("The issuer of this programme")
        : !context.Caller!.MayActFor(issuer)
            ? Problems.Of(StatusCodes.Status403Forbidden, ProblemTypes.Forbidden, "Only an issuer delegates its own signature.")
        : null;
}
