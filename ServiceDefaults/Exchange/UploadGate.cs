using Microsoft.Extensions.Options;

namespace SocialServices.ServiceDefaults.Exchange;

/// <summary>
/// Lets a few uploads in at a time, of which one organization may have half: each holds a connection of the database until its file is whole, and who
/// sends slowly must not keep everybody else out.
/// </summary>
public sealed class UploadGate(IOptions<ImportOptions> options)
{
    private readonly Lock gate = new();
    private readonly List<string> inside = [];

    /// <param name="organization">Whose client uploads.</param>
    /// <returns>Null when all places, or all of the organization, are taken.</returns>
    public IDisposable? TryEnter(string organization)
    {
        lock (gate)
        {
            var places = options.Value.UploadsAtOnce;
            if (inside.Count >= places || inside.Count(other => other == organization) >= Math.Max(1, places / 2))
            {
                return null;
            }

            inside.Add(organization);
            return new Place(this, organization);
        }
    }

    private void Leave(string organization)
    {
        lock (gate)
        {
            inside.Remove(organization);
        }
    }

    private sealed class Place(UploadGate gate, string organization) : IDisposable
    {
        public void Dispose() => gate.Leave(organization);
    }
}
