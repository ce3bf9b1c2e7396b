using Grpc.Core;
using SocialServices.Contracts.Registry.V1;
using SocialServices.ServiceDefaults.Http;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

namespace SocialServices.Referrals.Referrals;

/// <summary>Asks the registry for what a receiver without an account can read: names in place of codes.</summary>
internal sealed class ReferralNames(Directory.DirectoryClient directory)
{
    /// <returns>Each null when the registry has no such name, or does not answer: a referral is read without it then.</returns>
    public async Task<(LocalizedText? Requester, LocalizedText? Service, LocalizedText? Site)> OfAsync(
        Referral referral,
        CancellationToken cancellationToken
    )
    {
        var requester = AskAsync(
            async () =>
            {
                var request = new GetOrganizationRequest { Code = referral.Requester };
                var answer = await directory.GetOrganizationAsync(request, cancellationToken: cancellationToken);
                return Of(answer.NameTk, answer.NameRu, answer.Name);
            },
            cancellationToken
        );
        var service = AskAsync(
            async () =>
            {
                var request = new GetServiceTypeRequest { Code = referral.ServiceType };
                var answer = await directory.GetServiceTypeAsync(request, cancellationToken: cancellationToken);
                return Of(answer.NameTk, answer.NameRu, answer.Name);
            },
            cancellationToken
        );
        var site = AskAsync(
            async () =>
            {
                var request = new GetSiteRequest { SiteId = referral.SiteId.ToString() };
                var answer = await directory.GetSiteAsync(request, cancellationToken: cancellationToken);
                return Of(answer.NameTk, answer.NameRu, answer.Name);
            },
            cancellationToken
        );
        return (await requester, await service, await site);
    }

    private static async Task<LocalizedText?> AskAsync(Func<Task<LocalizedText?>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask();
        }
        catch (RpcException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static LocalizedText? Of(string tk, string ru, string en) =>
        en is "" ? null : new LocalizedText(tk is "" ? en : tk, ru is "" ? en : ru, en);
}
