using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Imports.Duplicates;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

public sealed class DuplicateTests(RegistryApp app) : IClassFixture<RegistryApp>
{
    [Fact]
    public async Task Sites_that_look_alike_are_listed_with_their_score_and_both_are_kept()
    {
        var office = app.Office();
        (
            await office.ImportAsync(
                ImportCalls.Csv(
                    ImportCalls.Row("twin-1", name: "Ýeňiş merkezi", address: "Görogly köçesi 12"),
                    ImportCalls.Row("twin-2", name: "Rehim öýi", address: "Kemine 3")
                )
            )
        ).AssertRows(created: 2);

        var import = await office.ImportAsync(
            ImportCalls.Csv(
                ImportCalls.Row("twin-3", organization: "yenme", name: "Yenish merkezi", address: "Gorogly kocesi 12"), // another alphabet's spelling
                ImportCalls.Row("twin-4", name: "Ýeňiş merkezi", address: "Görogly köçesi 77"), // the same street, another house
                ImportCalls.Row("twin-5", name: "Rehim öýi", address: "Kemine 3", place: "TM-L"), // another place
                ImportCalls.Row("twin-6", name: "Daýanç", address: "Zelili 4"),
                ImportCalls.Row("twin-7", organization: "yenme", name: "Daýanç", address: "Zelili 4")
            )
        );

        import.AssertRows(created: 5);
        var pairs = await office.DuplicatesAsync(import);
        Assert.Equal(import["rows"]!["duplicates"]!.GetValue<int>(), pairs.Count);
        var known = Assert.Single(pairs, pair => pair!["line"]!.GetValue<int>() == 2)!;
        Assert.Equal((await office.SiteAsync("twin-1"))!.Id(), known["candidate"]!.GetValue<Guid>());
        Assert.Equal((await office.SiteAsync("twin-3"))!.Id(), known["site"]!.GetValue<Guid>());
        Assert.Null(known["candidateLine"]);
        Assert.InRange(known["score"]!.GetValue<double>(), 0.75, 1);
        Assert.Contains("name", known["why"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.DoesNotContain(pairs, pair => pair!["line"]!.GetValue<int>() == 4);
        var inFile = Assert.Single(pairs, pair => pair!["line"]!.GetValue<int>() == 6)!;
        Assert.Equal((5, 1.0), (inFile["candidateLine"]!.GetValue<int>(), inFile["score"]!.GetValue<double>()));

        var first = await (await office.GetAsync($"{ImportCalls.Path}/{import.Id()}/duplicates?limit=1")).JsonAsync();
        var second = await (
            await office.GetAsync($"{ImportCalls.Path}/{import.Id()}/duplicates?limit=200&after={first["after"]}")
        ).JsonAsync();
        Assert.Equal(pairs.Count, 1 + second["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Near_sites_of_the_same_service_are_compared_across_places()
    {
        var office = app.Office();
        var header = ImportCalls.Header;
        static string At(string code, string place, double longitude) =>
            $"{code},nrcs,case-management,{place},Umyt,Надежда,Hope,,37.9500,{longitude.ToString(System.Globalization.CultureInfo.InvariantCulture)},active,1";

        var import = await office.ImportAsync(
            $"{header}\n{At("near-1", "TM-S", 58.3800)}\n{At("near-2", "TM-S-01", 58.3815)}\n{At("near-3", "TM-S-02", 58.4500)}"
        );

        var pair = Assert.Single(await office.DuplicatesAsync(import))!;
        Assert.Equal((3, 2), (pair["line"]!.GetValue<int>(), pair["candidateLine"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Organizations_that_look_alike_are_listed_with_their_score_and_both_are_kept()
    {
        const string Header = "code,kind,nameTk,nameRu,nameEn,registrationNumber\r\n";
        var office = app.Office();
        (
            await office.ImportAsync(
                $"{Header}look-1,ngo-provider,Bagtly maşgala jemgyýeti,Общество «Багтлы машгала»,Happy Family Society,No. 0012-745\r\n"
                    + "look-2,ngo-provider,Çagalar öýi 5,Детский дом 5,Orphanage 5,\r\n",
                "kind=organizations"
            )
        ).AssertRows(created: 2);
        var file =
            $"{Header}look-3,donor,общество багтлы машгала,общество багтлы машгала,общество багтлы машгала,\r\n" // Russian only
            + "look-4,donor,Bagtly mashgala jemgiyeti,Общество «Багтлы машгала»,Happy Familly Society,0012754\r\n" // misspelt, and digits changed places
            + "look-5,donor,Wholly,Another,Name,0012745\r\n"
            + "look-6,donor,Çagalar öýi 6,Детский дом 6,Orphanage 6,\r\n" // another house
            + "look-7,donor,Arkadaş,Аркадаш,Arkadash,1\r\n"
            + "look-8,donor,Happy Family Fund,Фонд «Багтлы машгала»,Happy Family Fund,77\r\n";
        foreach (var query in new[] { "kind=organizations&dryRun=true", "kind=organizations" })
        {
            var import = await office.ImportAsync(file, query);

            import.AssertRows(created: 6);
            var pairs = (await office.DuplicatesAsync(import)).Select(pair => pair!).ToList();
            Assert.Equal(import["rows"]!["duplicates"]!.GetValue<int>(), pairs.Count);
            Assert.Equal(
                [
                    "2 look-3 look-1 - name 100% alike",
                    "3 look-4 look-1 - registration number nearly the same",
                    "3 look-4 look-3 2 name 100% alike",
                    "4 look-5 look-1 - registration number the same",
                ],
                pairs.Select(Describe).Order(StringComparer.Ordinal)
            );
            Assert.All(pairs, pair => Assert.InRange(pair["score"]!.GetValue<double>(), 0.75, 1));
        }

        (await office.ImportAsync(file, "kind=organizations&again=true")).AssertRows(unchanged: 6);

        static string Describe(JsonNode pair) =>
            $"{pair["line"]} {pair["organization"]} {pair["candidateOrganization"]} {pair["candidateLine"]?.ToString() ?? "-"} {((string)pair["why"]!).Split(';')[0]}";
    }

    [Fact]
    public async Task Texts_are_folded_as_by_the_database()
    {
        await using var db = app.OpenDatabase();
        foreach (
            var text in new[]
            {
                "Aşgabat Asgabat Ashgabat Ашгабат",
                "Çärjew Чарджев Köneürgenç",
                "Ýeňiş ВЫСОТА Щука цирк ёлка Юля",
                "kolkhoz zhurnal ghost photo",
                "letter, success! Ммм",
                "Ä o'zbek’s Жалал-Абад 12/3",
                "Gökdepe; Гёкдепе\tĞ",
            }
        )
        {
            Assert.Equal(await db.Database.SqlQuery<string>($"select search_fold({text}) as \"Value\"").SingleAsync(), Fold.Of(text));
        }
    }
}
