using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Http;
using SocialServices.Training.Data;

namespace SocialServices.Training.Certificates;

internal static class ListCertificates
{
    public static void Map(RouteGroupBuilder training) =>
        training
            .MapGet("/certificates", HandleAsync)
            .WithName(nameof(ListCertificates))
            .AboutPeople("certificate")
            .WithSummary("The certificates of one worker, also those that expired or were revoked.");

    internal static async Task<Results<Ok<Page<CertificateView>>, ProblemHttpResult>> HandleAsync(
        Guid workerId,
        [AsParameters] PageRequest page,
        HttpResponse http,
        TrainingDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetId(out var after))
        {
            return PageRequest.Unknown;
        }

        var certificates = await db
            .Certificates.AsNoTracking()
            .Where(c => c.WorkerId == workerId && c.Id > after)
            .OrderBy(c => c.Id)
            .Take(page.Size + 1)
            .ToListAsync(cancellationToken);
        var shown = page.ToPage(
            [.. certificates.Select(c => CertificateView.Of(c, clock))],
            certificate => certificate.Id.ToString(),
            http
        );
        db.Audit("read certificates", $"worker/{workerId}");
        db.AuditShown("list certificates", "certificate", shown.Items.Select(c => c.Id), $"worker/{workerId}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(shown);
    }
}
