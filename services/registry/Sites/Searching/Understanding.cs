using Npgsql;
using NpgsqlTypes;

namespace SocialServices.Registry.Sites.Searching;

/// <summary>What the words and codes of a search stand for in the database.</summary>
/// <param name="Terms">Of the text; null when nothing is asked of it, empty when none of its words means anything.</param>
/// <param name="Places">Codes of the places that count; null for all, empty when there is no such place.</param>
/// <param name="Types">Codes of the service types that count; null for all.</param>
internal sealed record Understanding(IReadOnlyList<SearchTerm>? Terms, string[]? Places, string[]? Types)
{
    public static async Task<Understanding> OfAsync(
        NpgsqlConnection connection,
        SearchCriteria criteria,
        CancellationToken cancellationToken
    )
    {
        if (Ask(connection, criteria) is not { } batch)
        {
            return new Understanding(null, null, null);
        }

        await using (batch)
        {
            await batch.PrepareAsync(cancellationToken); // stays so on this connection
            await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
            var terms = criteria.Text is null ? null : await TermsAsync(reader, cancellationToken);
            var places = criteria.Place is null ? null : await CodesAsync(reader, cancellationToken);
            var types = criteria.AsksOfType ? await CodesAsync(reader, cancellationToken) : null;
            return new Understanding(terms, places, types);
        }
    }

    /// <summary>What has to be asked, in the order text, place, service type; null when nothing.</summary>
    public static NpgsqlBatch? Ask(NpgsqlConnection connection, SearchCriteria criteria)
    {
        var batch = new NpgsqlBatch(connection);
        if (criteria.Text is { } text)
        {
            Add("select own, alike, types, places, organizations from search_terms($1)", (NpgsqlDbType.Text, text));
        }

        if (criteria.Place is { } place)
        {
            // Also abolished places that became a part of it: what is there keeps its place.
            Add("select array(select places_within($1, (now() at time zone 'Asia/Ashgabat')::date))", (NpgsqlDbType.Text, place));
        }

        if (criteria.AsksOfType)
        {
            Add(
                """
                select array(select code from service_types where ($1 is null or $1 = any (needs))
                    and ($2 is null or $2 between coalesce(minimum_age, 0) and coalesce(maximum_age, 130)) and ($3 is null or sex is null or sex = $3))
                """,
                (NpgsqlDbType.Text, criteria.Need),
                (NpgsqlDbType.Integer, criteria.Age),
                (NpgsqlDbType.Text, criteria.Sex)
            );
        }

        return batch.BatchCommands.Count > 0 ? batch : null;

        void Add(string text, params (NpgsqlDbType Type, object? Value)[] values)
        {
            var command = new NpgsqlBatchCommand(text);
            Array.ForEach(
                values,
                value => command.Parameters.Add(new() { Value = value.Value ?? DBNull.Value, NpgsqlDbType = value.Type })
            );
            batch.BatchCommands.Add(command);
        }
    }

    private static async Task<List<SearchTerm>> TermsAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var terms = new List<SearchTerm>();
        while (await reader.ReadAsync(cancellationToken))
        {
            terms.Add(
                new(
                    Meaning.None with
                    {
                        Words = Texts(0),
                    },
                    new(Texts(1), Texts(2), Texts(3), []),
                    Meaning.None with
                    {
                        Organizations = Texts(4),
                    }
                )
            );
        }

        await reader.NextResultAsync(cancellationToken);
        return terms;

        string[] Texts(int column) => reader.GetFieldValue<string[]>(column);
    }

    private static async Task<string[]> CodesAsync(NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        await reader.ReadAsync(cancellationToken);
        var codes = await reader.GetFieldValueAsync<string[]>(0, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        return codes;
    }
}
