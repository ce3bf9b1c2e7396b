using System.Text.Json;

namespace Aspire.Hosting;

/// <summary>Generated values that later runs must find again, in a file that only its owner can read. Aspire keeps them as user secrets.</summary>
internal sealed class KeptParameters(string stateDirectory)
{
    private static readonly Lock Gate = new();
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    private readonly string _file = Path.Combine(stateDirectory, "secrets.json");

    public string GetOrAdd(string name, Func<string> generate)
    {
        lock (Gate)
        {
            var values = File.Exists(_file) ? JsonSerializer.Deserialize<SortedDictionary<string, string>>(File.ReadAllText(_file))! : [];
            if (!values.TryGetValue(name, out var value))
            {
                value = values[name] = generate();
                Directory.CreateDirectory(stateDirectory);
                var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite };
                using (var file = new FileStream($"{_file}.new", options))
                {
                    JsonSerializer.Serialize(file, values, Indented);
                }

                File.Move($"{_file}.new", _file, overwrite: true);
            }

            return value;
        }
    }
}
