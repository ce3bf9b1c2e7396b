using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.Training.Data;

namespace SocialServices.Training.Certificates;

internal static class GetCertificate
{
    public static void Map(RouteGroupBuilder training) =>
        training
            .MapGet("/certificates/{number}", HandleAsync)
            .WithName(nameof(GetCertificate))
            .AboutPeople("certificate")
            .WithSummary("A certificate by the number printed on it.");

    internal static async Task<Results<Ok<CertificateView>, ProblemHttpResult>> HandleAsync(
        string number,
        HttpResponse http,
        TrainingDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (await db.Certificates.AsNoTracking().SingleOrDefaultAsync(c => c.Number == number, cancellationToken) is not { } certificate)
        {
            return Problems.NotFound("The certificate");
        }

        db.Audit("read certificate", $"certificate/{certificate.Id}");
        await db.SaveChangesAsync(cancellationToken);
        http.Headers.ETag = ETag.Of(certificate.Version).ToString();
        return TypedResults.Ok(CertificateView.Of(certificate, clock));
    }
}
