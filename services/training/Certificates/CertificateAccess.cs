using System.Linq.Expressions;

namespace SocialServices.Training.Certificates;

/// <summary>For whom a certificate exists: the employer that sent its holder, the organizer, the issuers, the programme's office.</summary>
internal static class CertificateAccess
{
    public static ProblemHttpResult NotFound => Problems.NotFound("The certificate");

    public static IQueryable<Certificate> VisibleTo(this IQueryable<Certificate> certificates, Caller caller)
    {
        var own = caller.Organization;
        Expression<Func<Certificate, bool>> visible = c => c.Organization == own || c.Organizer == own || c.Issuers.Contains(own);
        return caller.Has(Scopes.ProgrammeManage) ? certificates : certificates.Where(visible);
    }

    /// <summary>Only who signs a certificate revokes, corrects or renews it; to strangers it does not exist.</summary>
    public static ProblemHttpResult? UnlessIssuer(Certificate? certificate, Caller caller) =>
        certificate is null ? NotFound
        : caller.Has(Scopes.ProgrammeManage) || certificate.Issuers.Contains(caller.Organization) ? null
        : certificate.Organizer == caller.Organization || certificate.Organization == caller.Organization
            ? Problems.Of(
                StatusCodes.Status403Forbidden,
                ProblemTypes.Forbidden,
                "Only an issuer may revoke, correct or renew a certificate."
            )
        : NotFound;
}
