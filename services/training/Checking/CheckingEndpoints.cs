namespace SocialServices.Training.Checking;

internal static class CheckingEndpoints
{
    /// <summary>What needs no login; the gateway limits it by address.</summary>
    public static void MapChecking(this WebApplication app)
    {
        var verify = app.MapGroup("/verify").AllowAnonymous().WithTags("Public check").Unindexed();
        CheckCertificate.Map(verify);
        HolderPage.Map(verify);
        VerifyCredential.Map(verify);
        PublicKeys.Map(verify);
    }
}
