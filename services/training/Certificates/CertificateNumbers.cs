using System.Globalization;

namespace SocialServices.Training.Certificates;

/// <summary>
/// Numbers such as <c>MLSPP-2021-000123</c>: the first issuer, the year in which the course ended, and a running number without gaps.
/// The counter is locked until the transaction ends, so that what is rolled back gives its numbers back.
/// </summary>
internal static class CertificateNumbers
{
    public static async Task<IReadOnlyList<string>> TakeAsync(
        TrainingDb db,
        string issuer,
        int year,
        int count,
        CancellationToken cancellationToken
    )
    {
        if (count == 0)
        {
            return [];
        }

        // Without dashes: whoever types the number may leave them out, so "ab-c" and "a-bc" share a counter.
        var prefix = issuer.Replace("-", "", StringComparison.Ordinal);
        var last = await db
            .Database.SqlQuery<int>(
                $"""
                with taken as (
                    insert into certificate_counters (prefix, year, last) values ({prefix}, {year}, {count})
                    on conflict (prefix, year) do update set last = certificate_counters.last + excluded.last
                    returning last)
                select last as "Value" from taken
                """
            )
            .ToListAsync(cancellationToken);
        return
        [
            .. Enumerable
                .Range(last[0] - count + 1, count)
                .Select(number => string.Create(CultureInfo.InvariantCulture, $"{issuer.ToUpperInvariant()}-{year:0000}-{number:000000}")),
        ];
    }

    /// <summary>The number in the form in which it is compared: without case, spaces and dashes of any kind.</summary>
    public static string Normalize(string number) => string.Concat(number.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();

    /// <summary>The certificate of a number, however it is typed.</summary>
    public static IQueryable<Certificate> Numbered(this TrainingDb db, string number)
    {
        var lookup = Normalize(number);
        return db.Certificates.FromSql($"select certificates.*, certificates.xmin from certificates where lookup = {lookup}");
    }
}
