using System.Security.Cryptography;

namespace Aspire.Hosting.ApplicationModel;

public class ParameterResource(string name, Func<ParameterDefault?, string> callback, bool secret = false)
    : Resource(name), IExpressionValue, IResourceWithoutLifetime
{
    private readonly Lazy<string> _value = new(() => callback(null));

    public ParameterDefault? Default { get; set; }

    public bool Secret { get; } = secret;

    public string ValueExpression => $"{{{Name}.value}}";

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken) => new(_value.Value);
}

public abstract class ParameterDefault
{
    public abstract string GetDefaultValue();
}

/// <summary>A random value that has at least one character of every kind that is allowed.</summary>
public sealed class GenerateParameterDefault : ParameterDefault
{
    public int MinLength { get; set; } = 22;

    public bool Lower { get; set; } = true;

    public bool Upper { get; set; } = true;

    public bool Numeric { get; set; } = true;

    public bool Special { get; set; } = true;

    public override string GetDefaultValue()
    {
        string[] kinds = [.. new[]
        {
            Lower ? "abcdefghjkmnpqrstuvwxyz" : "",
            Upper ? "ABCDEFGHJKMNPQRSTUVWXYZ" : "",
            Numeric ? "0123456789" : "",
            Special ? "-_.{}~()*+!" : "",
        }.Where(kind => kind.Length > 0)];

        var value = kinds.Select(kind => RandomNumberGenerator.GetItems<char>(kind, 1)[0])
            .Concat(RandomNumberGenerator.GetItems<char>(string.Concat(kinds), Math.Max(0, MinLength - kinds.Length)))
            .ToArray();
        RandomNumberGenerator.Shuffle<char>(value);
        return new string(value);
    }
}
