using Microsoft.Extensions.Options;

namespace SocialServices.Gateway.Routes;

/// <summary>Where the services are (section <c>Services</c>); several addresses of one service are separated by semicolons.</summary>
internal sealed class ServiceAddresses
{
    /// <summary>Every service, which is also the area of its paths and scopes.</summary>
    public static IReadOnlyList<string> Areas { get; } = ["registry", "training", "referrals", "reporting"];

    /// <summary>What of the services is public: each area's own path, and the register by the Human Services Data Specification.</summary>
    public static IReadOnlyList<(string Area, string Prefix)> Paths { get; } =
    [.. Areas.Select(area => (area, $"/api/v1/{area}")), ("registry", "/hsds")];

    /// <summary>What needs no login: the check of certificates, and calendars by an unguessable link. Each address gets few requests a minute.</summary>
    public static IReadOnlyList<(string Area, string Prefix)> OpenPaths { get; } = [("training", "/verify"), ("training", "/calendars")];

    public static bool IsOpen(PathString path) => OpenPaths.Any(open => path.StartsWithSegments(open.Prefix));

    public Dictionary<string, string> Services { get; } = new(StringComparer.Ordinal);

    public static ServiceAddresses Read(IConfiguration configuration)
    {
        var addresses = new ServiceAddresses();
        configuration.GetSection("Services").Bind(addresses.Services);
        return addresses;
    }

    public IReadOnlyList<Uri> Of(string area) =>
        [
            .. Services
                .GetValueOrDefault(area, "")
                .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Select(address => Uri.TryCreate(address, UriKind.Absolute, out var url) ? url : null)
                .OfType<Uri>(),
        ];

    internal sealed class Validator : IValidateOptions<ServiceAddresses>
    {
        public ValidateOptionsResult Validate(string? name, ServiceAddresses options)
        {
            var missing = Areas.Where(area => options.Of(area).Count == 0).ToList();
            return missing.Count == 0
                ? ValidateOptionsResult.Success
                : ValidateOptionsResult.Fail(
                    missing.Select(area => $"The setting Services:{area} is missing or not a URL (environment variable Services__{area}).")
                );
        }
    }
}
