using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Registry.Sites;

/// <summary>
/// Who sees a site's exact capacity: its organization, the programme's office, and callers with <see cref="Scopes.RegistryCapacity"/>.
/// Everybody else sees a word, see <see cref="Availability"/>.
/// </summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Today">In Ashgabat.</param>
internal sealed record CapacityRights(Caller Caller, DateOnly Today)
{
    /// <summary>Whether the caller sees the numbers of every site.</summary>
    public bool SeesAll { get; } = Caller.Has(Scopes.RegistryCapacity) || Caller.Has(Scopes.ProgrammeManage);

    public static CapacityRights Of(HttpRequest request) =>
        new(Caller.Of(request.HttpContext.User), request.HttpContext.RequestServices.GetRequiredService<TimeProvider>().Today());

    public bool Sees(string organization) => SeesAll || Caller.Organization == organization;

    public CapacityView View(Site site) => View(site.OrganizationCode, site.Total, site.Held, site.Taken, site.AvailabilityOn(Today));

    public CapacityView View(string organization, int total, int held, int taken, Availability availability) =>
        Sees(organization)
            ? new(total, availability, held, taken, total - held - taken)
            : new(total, availability, Held: null, Taken: null, Free: null);
}
