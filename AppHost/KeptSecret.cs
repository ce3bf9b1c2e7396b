using System.Security.Cryptography;
using System.Text.Json;
using Aspire.Hosting.Publishing;

namespace SocialServices.AppHost;

/// <summary>
/// A generated value that later runs find again, in secrets.json of the state directory, which only its owner can read.
/// Aspire's own place, the user secrets, is shared by all instances; data and the key that opens it must live and end together.
/// </summary>
/// <param name="name">By which it is found again.</param>
/// <param name="stateDirectory">Of this instance.</param>
/// <param name="generate">Makes the value; random characters when not given.</param>
internal sealed class KeptSecret(string name, string stateDirectory, Func<string>? generate = null) : ParameterDefault
{
    private const int Characters = 48;
    private static readonly Lock Gate = new();
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly string _file = Path.Combine(stateDirectory, "secrets.json");

    public override string GetDefaultValue()
    {
        lock (Gate)
        {
            var secrets = Read();
            if (!secrets.TryGetValue(name, out var secret))
            {
                secret = secrets[name] = generate?.Invoke() ?? RandomNumberGenerator.GetHexString(Characters, lowercase: true);
                Write(secrets);
            }

            return secret;
        }
    }

    public override void WriteToManifest(ManifestPublishingContext context) =>
        new GenerateParameterDefault { MinLength = Characters, Special = false }.WriteToManifest(context);

    private SortedDictionary<string, string> Read()
    {
        if (File.Exists(_file))
        {
            try
            {
                return JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(_file)) ?? [];
            }
            catch (JsonException)
            {
                throw new DistributedApplicationException(
                    $"{_file} is damaged. Restore it; without it the data cannot be opened: ./stack reset"
                );
            }
        }

        var data = Path.Combine(stateDirectory, "data");
        return Directory.Exists(data) && Directory.EnumerateFileSystemEntries(data).Any()
            ? throw new DistributedApplicationException(
                $"{_file} is missing, and the data in {data} cannot be opened without it. Restore the file, or delete the data: ./stack reset"
            )
            : [];
    }

    /// <summary>Complete or not at all.</summary>
    private void Write(SortedDictionary<string, string> secrets)
    {
        using (var file = OwnersFile.Create($"{_file}.new"))
        {
            JsonSerializer.Serialize(file, secrets, Indented);
            file.Flush(flushToDisk: true);
        }

        File.Move($"{_file}.new", _file, overwrite: true);
    }
}
