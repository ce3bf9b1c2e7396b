using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SocialServices.Training.Data;

namespace SocialServices.Training.Certificates;

/// <summary>Numbers such as <c>SWC-2021-000123</c>: the year in which the course ended and a running number, never given twice, perhaps with gaps.</summary>
internal static class CertificateNumbers
{
    public static async Task<IReadOnlyList<string>> TakeAsync(TrainingDb db, int year, int count, CancellationToken cancellationToken)
    {
        var numbers = await db
            .Database.SqlQuery<long>($"""select nextval('certificate_numbers') as "Value" from generate_series(1, {count})""")
            .ToListAsync(cancellationToken);
        return [.. numbers.Select(number => string.Create(CultureInfo.InvariantCulture, $"SWC-{year:0000}-{number:000000}"))];
    }
}
