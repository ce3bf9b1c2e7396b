using Npgsql;
using NpgsqlTypes;

namespace SocialServices.Registry.Sites.Searching;

/// <summary>The values of a statement that is put together. PostgreSQL plans it with them.</summary>
internal sealed class SqlParameters
{
    private readonly List<NpgsqlParameter> parameters = [];

    public string Add(object value) => Add(new NpgsqlParameter { Value = value });

    /// <summary>As text: PostgreSQL reads it.</summary>
    public string AddQuery(string query) => Add(new NpgsqlParameter { Value = query, NpgsqlDbType = NpgsqlDbType.Unknown }) + "::tsquery";

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
