using System.Globalization;
using System.Text;
using Npgsql;

namespace SocialServices.Benchmarks.Registry;

/// <summary>A CSV file of sites like those of sites.sql, the same every time.</summary>
internal static class SiteFile
{
    private static readonly string[] Streets = ["Magtymguly", "Görogly", "Mollanepes", "Andalyp", "Kemine", "Zelili", "Seýdi", "Oguzhan"];
    private static readonly string[] FirstTk = ["Umyt", "Bagt", "Nur", "Altyn", "Bahar", "Daýanç", "Ynam", "Mähir", "Rehim", "Dostluk"];
    private static readonly string[] SecondTk =
    [
        "merkezi",
        "öýi",
        "nokady",
        "otagy",
        "bölümi",
        "toplumy",
        "kömegi",
        "ýoly",
        "maşgalasy",
        "dünýäsi",
    ];
    private static readonly string[] FirstRu =
    [
        "Надежда",
        "Счастье",
        "Свет",
        "Золото",
        "Весна",
        "Опора",
        "Доверие",
        "Тепло",
        "Милость",
        "Дружба",
    ];
    private static readonly string[] SecondRu = ["центр", "дом", "пункт", "кабинет", "отдел", "комплекс", "помощь", "путь", "семья", "мир"];
    private static readonly string[] FirstEn =
    [
        "Hope",
        "Happiness",
        "Light",
        "Gold",
        "Spring",
        "Mainstay",
        "Trust",
        "Warmth",
        "Mercy",
        "Friendship",
    ];
    private static readonly string[] SecondEn =
    [
        "centre",
        "house",
        "point",
        "room",
        "department",
        "complex",
        "help",
        "way",
        "family",
        "world",
    ];

    /// <param name="database">A migrated register, which knows places and service types.</param>
    /// <param name="rows">How many.</param>
    /// <param name="prefix">Begins the code of each.</param>
    public static async Task<byte[]> GenerateAsync(NpgsqlDataSource database, int rows, string prefix)
    {
        var types = await ListAsync(database, "select code from service_types order by code");
        var places = await ListAsync(
            database,
            "select code from places where kind in ('city', 'etrap') and valid_until is null order by code"
        );
        var random = new Random(1);
        var csv = new StringBuilder("code,organization,serviceType,place,nameTk,nameRu,nameEn,address,latitude,longitude,status,total\r\n");
        for (var i = 0; i < rows; i++)
        {
            var (first, second) = (i % 10, i / 10 % 10);
            csv.Append(
                    CultureInfo.InvariantCulture,
                    $"{prefix}{i},bench-{1 + (i % 260)},{types[random.Next(types.Count)]},{places[random.Next(places.Count)]},"
                )
                .Append(
                    CultureInfo.InvariantCulture,
                    $"{FirstTk[first]} {SecondTk[second]},{FirstRu[first]} {SecondRu[second]},{FirstEn[first]} {SecondEn[second]},"
                )
                .Append(
                    CultureInfo.InvariantCulture,
                    $"{Streets[i % 8]} köçesi {random.Next(1, 181)},{36 + (random.NextDouble() * 5):0.00000},{54 + (random.NextDouble() * 11):0.00000},active,20\r\n"
                );
        }

        return Encoding.UTF8.GetBytes(csv.ToString());
    }

    private static async Task<List<string>> ListAsync(NpgsqlDataSource database, string sql)
    {
        var values = new List<string>();
        await using var command = database.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }
}
