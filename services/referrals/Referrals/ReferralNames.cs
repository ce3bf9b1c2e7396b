using Grpc.Core;
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
        var requester = NameAsync(
            directory.GetOrganizationAsync(new() { Code = referral.Requester }, cancellationToken: cancellationToken),
            found => Of(found.NameTk, found.NameRu, found.Name),
            cancellationToken
        );
        var service = NameAsync(
            directory.GetServiceTypeAsync(new() { Code = referral.ServiceType }, cancellationToken: cancellationToken),
            found => Of(found.NameTk, found.NameRu, found.Name),
            cancellationToken
        );
        var site = NameAsync(
            directory.GetSiteAsync(new() { SiteId = referral.SiteId.ToString() }, cancellationToken: cancellationToken),
            found => Of(found.NameTk, found.NameRu, found.Name),
            cancellationToken
        );
        return (await requester, await service, await site);
    }

    private static async Task<LocalizedText?> NameAsync<T>(
        AsyncUnaryCall<T> call,
        Func<T, LocalizedText?> nameOf,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return nameOf(await call);
        }
        catch (RpcException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private static LocalizedText? Of(string tk, string ru, string en) =>
        en is "" ? null : new LocalizedText(tk is "" ? en : tk, ru is "" ? en : ru, en);
}
