using Microsoft.Extensions.Options;
using SocialServices.ServiceDefaults.Peers;

namespace SocialServices.Gateway.Routes;

/// <summary>The server does not start without an address of every service. Commands such as <c>--migrate</c> need none.</summary>
internal sealed class RequiredAddresses
{
    internal sealed class Validator(IConfiguration configuration) : IValidateOptions<RequiredAddresses>
    {
        public ValidateOptionsResult Validate(string? name, RequiredAddresses options)
        {
            var faults = Areas.All.Select(area => configuration.FindServiceAddressFault(area, "http")).OfType<string>().ToList();
            return faults is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
        }
    }
}
