using System.Net;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

public sealed class ServiceUserTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Fact]
    public async Task What_was_registered_is_read_back_whole_and_the_read_is_audited()
    {
        var person = Given.APerson();
        var id = await app.AServiceUserAsync(person);

        var read = (await app.Requester.ReadAsync($"/service-users/{id}"))["person"]!;

        foreach (
            var field in new[] { "givenName", "familyName", "patronymic", "sex", "birthDate", "place", "phone", "address", "externalCode" }
        )
        {
            Assert.Equal(person[field], (string)read[field]!);
        }

        Assert.False((bool)read["disability"]!);
        Assert.Equal("passport", (string)read["identifiers"]![0]!["kind"]!);
        Assert.Equal(
            "register service user by client-of-mlspp, read service user by client-of-mlspp",
            await app.ScalarAsync<string>(
                $"select string_agg(action || ' by ' || client, ', ' order by at) from audit_entries where record_ids = array['{id}']"
            )
        );
    }

    [Theory]
    [InlineData("ŞÜKÜROWA", "  aýna ", "Şükürowa", "Aýna")]
    [InlineData("Sukurowa", "Ayna", "Şükürowa", "Aýna")]
    [InlineData("Şükürowa  Baýram", "Aýna", "şükürowa baýram", "AÝNA")]
    [InlineData("Дурдыева", "ОГУЛ", "дурдыева", "Огул")]
    public async Task The_same_name_and_birth_date_is_a_possible_duplicate_however_it_is_written(
        string family,
        string given,
        string otherFamily,
        string otherGiven
    )
    {
        var birthDate = new DateOnly(1950, 1, 1)
            .AddDays(Random.Shared.Next(10_000))
            .ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        var first = Given.APerson(family, given);
        var second = Given.APerson(otherFamily, otherGiven);
        var third = Given.APerson(otherFamily, otherGiven);
        (first["birthDate"], second["birthDate"], third["birthDate"]) = (birthDate, birthDate, "1949-05-05");
        var id = await app.AServiceUserAsync(first);

        Assert.Equal([id], await DuplicatesAsync(second));
        Assert.DoesNotContain(id, await DuplicatesAsync(third));
    }

    [Fact]
    public async Task The_same_identifier_is_a_possible_duplicate_whatever_its_punctuation_and_nothing_is_merged()
    {
        var (first, second) = (Given.APerson("Annayew", "Merdan"), Given.APerson("Annaýewa", "Maral"));
        first["identifiers"] = new[] { new { kind = "passport", value = "I-AŞ 123456" } };
        second["identifiers"] = new[]
        {
            new { kind = "passport", value = "i aş-123456" },
            new { kind = "birth-certificate", value = "77" },
        };
        var id = await app.AServiceUserAsync(first);

        Assert.Equal([id], await DuplicatesAsync(second));
        Assert.Equal("Annayew", (string)(await app.Requester.ReadAsync($"/service-users/{id}"))["person"]!["familyName"]!);
    }

    [Fact]
    public async Task The_same_number_of_another_kind_is_nobody_else()
    {
        var (first, second) = (Given.APerson("Orazow", "Döwlet"), Given.APerson("Orazowa", "Jeren"));
        first["identifiers"] = new[] { new { kind = "passport", value = "555" } };
        second["identifiers"] = new[] { new { kind = "pension", value = "555" } };
        await app.AServiceUserAsync(first);

        Assert.Empty(await DuplicatesAsync(second));
    }

    [Fact]
    public async Task A_search_finds_by_external_code_and_is_audited_also_when_it_finds_nobody()
    {
        var person = Given.APerson();
        var id = await app.AServiceUserAsync(person);

        var found = await app.Requester.PostAsync(Root + "/service-users/search", new { externalCode = person["externalCode"] }, null);
        var none = await app.Requester.PostAsync(Root + "/service-users/search", new { externalCode = "nobody" }, null);

        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
        Assert.Equal(id, (Guid)Assert.Single((await found.JsonAsync())["items"]!.AsArray())!["id"]!);
        Assert.Empty((await none.JsonAsync())["items"]!.AsArray());
        Assert.Equal(
            1,
            await app.ScalarAsync<long>(
                $"select count(*) from audit_entries where action = 'search service users' and record_ids = array['{id}']"
            )
        );
        Assert.Equal(
            1,
            await app.ScalarAsync<long>("select count(*) from audit_entries where action = 'search service users' and record_ids = '{}'")
        );
    }

    private async Task<IReadOnlyList<Guid>> DuplicatesAsync(object person) =>
        [
            .. (await (await app.Requester.CreateAsync(Root + "/service-users", person)).JsonAsync())["possibleDuplicates"]!
                .AsArray()
                .Select(id => (Guid)id!),
        ];
}
