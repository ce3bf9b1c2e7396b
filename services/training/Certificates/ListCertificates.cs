using Microsoft.AspNetCore.Mvc;
using SocialServices.Training.Registry;

namespace SocialServices.Training.Certificates;

internal static class ListCertificates
{
    /// <param name="WorkerId">The holder.</param>
    /// <param name="CourseId">The course that led to it.</param>
    /// <param name="Unsigned">Code of an issuer: only what waits for its signature.</param>
    public sealed record Filter(
        [property: FromQuery(Name = "workerId")] Guid? WorkerId,
        [property: FromQuery(Name = "courseId")] Guid? CourseId,
        [property: FromQuery(Name = "unsigned"), MaxLength(Codes.MaxLength), RegularExpression(Codes.Word)] string? Unsigned
    );

    public static void Map(RouteGroupBuilder training) =>
        training
            .MapGet("/certificates", HandleAsync)
            .WithName(nameof(ListCertificates))
            .AboutPeople("certificate")
            .WithSummary("List certificates of a worker, of a course, or that wait for a signature; also those that no longer count.");

    internal static async Task<Results<Ok<Page<CertificateView>>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Filter filter,
        [AsParameters] PageRequest page,
        HttpResponse http,
        TrainingDb db,
        RequestContext context,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetId(out var after))
        {
            return PageRequest.Unknown;
        }

        if (filter is { WorkerId: null, CourseId: null, Unsigned: null })
        {
            return Problems.Invalid("workerId", "Name a worker, a course, or an issuer whose signature is missing.");
        }

        var certificates = await db
            .Certificates.AsNoTracking()
            .VisibleTo(context.Caller!)
            .Where(c => c.Id > after)
            .Where(c => filter.WorkerId == null || c.WorkerId == filter.WorkerId)
            .Where(c => filter.CourseId == null || c.CourseId == filter.CourseId)
            .Where(c =>
                filter.Unsigned == null
                || (
                    c.SignedAt == null
                    && c.RevokedAt == null
                    && c.Issuers.Contains(filter.Unsigned)
                    && !c.SignedBy.Contains(filter.Unsigned)
                )
            )
            .OrderBy(c => c.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        var shown = page.ToPage(
            [.. certificates.Select(c => CertificateView.Of(c, clock))],
            certificate => certificate.Id.ToString(),
            http
        );
        db.AuditShown("list certificates", "certificate", shown.Items.Select(c => c.Id), AskedFor(filter));
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(shown);
    }

    private static string AskedFor(Filter filter) =>
        filter.WorkerId is { } worker ? $"worker/{worker}"
        : filter.CourseId is { } course ? $"course/{course}"
        : $"unsigned by {filter.Unsigned}";
}
