using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace SocialServices.Training.Enrolments;

/// <summary>A file of workers to enrol: CSV with a column <c>workerId</c> and, for the programme's office, <c>organization</c>.</summary>
/// <param name="Rows">Rows that can be read.</param>
/// <param name="Findings">Rows that cannot.</param>
/// <param name="Fault">Why the file as a whole cannot be read; null when it can.</param>
internal sealed record Roster(IReadOnlyList<Roster.Row> Rows, IReadOnlyList<Roster.Finding> Findings, string? Fault)
{
    public const int MaxRows = 10_000;

    public sealed record Row(int Line, Guid WorkerId, string Organization);

    /// <param name="Line">Line of the file, from 1.</param>
    /// <param name="Field">The column at fault.</param>
    /// <param name="Reason">What is wrong.</param>
    public sealed record Finding(int Line, string Field, string Reason);

    /// <param name="text">The file, UTF-8.</param>
    /// <param name="own">The caller's organization, for rows that name none.</param>
    public static Roster Read(TextReader text, string own)
    {
        using var csv = new CsvReader(
            text,
            new CsvConfiguration(CultureInfo.InvariantCulture)
            {
                BadDataFound = null,
                MissingFieldFound = null,
                TrimOptions = TrimOptions.Trim,
                PrepareHeaderForMatch = header => header.Header.Trim('﻿', ' ').ToLowerInvariant(),
                MaxFieldSize = 1000,
            }
        );
        var (rows, findings, seen) = (new List<Row>(), new List<Finding>(), new HashSet<Guid>());
        try
        {
            if (
                !csv.Read()
                || !csv.ReadHeader()
                || !csv.HeaderRecord!.Any(name => name.Trim('﻿', ' ').Equals("workerId", StringComparison.OrdinalIgnoreCase))
            )
            {
                return new([], [], "The first line must name the column workerId.");
            }

            while (csv.Read())
            {
                if (rows.Count + findings.Count == MaxRows)
                {
                    return new([], [], $"More than {MaxRows} rows.");
                }

                var line = csv.Parser.RawRow;
                if (!Guid.TryParse(csv.GetField("workerId"), out var worker))
                {
                    findings.Add(new(line, "workerId", "Not a UUID."));
                }
                else if (!seen.Add(worker))
                {
                    findings.Add(new(line, "workerId", "Occurs twice in the file."));
                }
                else
                {
                    var organization = csv.TryGetField<string>("organization", out var named) && named is { Length: > 0 } ? named : own;
                    rows.Add(new(line, worker, organization));
                }
            }
        }
        catch (CsvHelperException broken)
        {
            return new([], [], $"Not CSV at line {broken.Context?.Parser?.RawRow}.");
        }

        return new(rows, findings, null);
    }
}
