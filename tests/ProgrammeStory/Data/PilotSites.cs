using System.Reflection;

namespace SocialServices.ProgrammeStory.Data;

/// <summary>
/// The nine pilot services beside UNODC's three, in Ashgabat, Mary and Turkmenabat since September 2021, as the ministry's office
/// would send them: a CSV file. The services, the cities and Yenme as personal assistants' provider are the source's; who delivers
/// the others where, and how many places there are, is inferred. No addresses: some of these services must not be found by everybody.
/// </summary>
internal static class PilotSites
{
    public const int Services = 9;

    public static byte[] File { get; } = Read();

    private static byte[] Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("pilot-sites.csv")!;
        using var file = new MemoryStream();
        stream.CopyTo(file);
        return file.ToArray();
    }
}
