using Npgsql;
using NpgsqlTypes;

namespace SocialServices.Registry.Sites.Searching;

/// <summary>The values of a statement that is put together. PostgreSQL plans it with them.</summary>
internal sealed class SqlParameters
{
    private readonly List<NpgsqlParameter> parameters = [];

    public string Add(object value) => Add(new NpgsqlParameter { Value = value });

    public string AddQuery(string query) => AddText(query, "tsquery");

    /// <summary>As text: PostgreSQL reads it as this type.</summary>
    public string AddText(string value, string type) =>
        Add(new NpgsqlParameter { Value = value, NpgsqlDbType = NpgsqlDbType.Unknown }) + "::" + type;

    public NpgsqlCommand Command(NpgsqlConnection connection, string text)
    {
        var command = new NpgsqlCommand(text, connection);
        parameters.ForEach(parameter => command.Parameters.Add(parameter));
        return command;
    }

    private string Add(NpgsqlParameter parameter)
    {
        parameters.Add(parameter);
        return $"${parameters.Count}";
    }
}
