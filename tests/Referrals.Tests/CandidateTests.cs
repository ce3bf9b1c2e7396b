using System.Net;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>The same person is found again, however a clerk writes it.</summary>
public sealed class CandidateTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    [Theory]
    [InlineData("Şükürowa", "Aýna", "ŞÜKÜROWA", "  aýna ", "same-name")]
    [InlineData("Şükürowa", "Aýna", "Sukurowa", "Ayna", "same-name")]
    [InlineData("Şükürowa", "Aýna", "Шукурова", "Айна", "same-name")]
    [InlineData("Durdyýewa", "Jeren", "Дурдыева", "Джерен", "same-name")]
    [InlineData("Durdyyeva", "Dzheren", "Дурдыева", "Җерен", "same-name")]
    [InlineData("Gyzylowa", "Akjemal", "Gızılowa", "Akjemal", "same-name")] // the dotless ı of a Turkish keyboard
    [InlineData("Žuraýewa", "Çynar", "Жураева", "Чынар", "same-name")]
    [InlineData("Şükürowa", "Aýna", "Aýna", "Şükürowa", "swapped-names")]
    [InlineData("Garajaýewa", "Ogulbike", "Garajayewa", "Ogulbikke", "same-name")]
    [InlineData("Mämmetgulyýewa", "Tawus", "Mammedgulyyewa", "Tawus", "similar-name")]
    public async Task The_same_person_is_a_candidate_however_the_name_is_written(
        string family,
        string given,
        string otherFamily,
        string otherGiven,
        string reason
    )
    {
        var (first, second, third) = (
            Given.APerson(family, given),
            Given.APerson(otherFamily, otherGiven),
            Given.APerson(otherFamily, otherGiven)
        );
        first["birthDate"] = second["birthDate"] = Given.ABirthDate();
        third["birthDate"] = "1931-05-05";
        var id = await app.AServiceUserAsync(first);

        var candidate = Assert.Single(await CandidatesAsync(second), candidate => (Guid)candidate!["id"]! == id)!;

        Assert.True((int)candidate["score"]! >= 70, candidate.ToJsonString());
        Assert.Contains(reason, Reasons(candidate));
        Assert.Contains("same-birth-date", Reasons(candidate));
        Assert.DoesNotContain(await CandidatesAsync(third), other => (Guid)other!["id"]! == id);
    }

    [Fact]
    public async Task Day_and_month_may_be_swapped_and_the_birth_may_be_known_roughly_or_not_at_all()
    {
        var (family, given) = (Given.AName(), Given.AName());
        var known = Given.APerson(family, given);
        known["birthDate"] = "1984-03-11";
        var id = await app.AServiceUserAsync(known);

        Assert.Contains("swapped-day-and-month", Reasons(await OnlyAsync(("birthDate", "1984-11-03"))));
        Assert.Contains("birth-possible", Reasons(await OnlyAsync(("birthYear", 1984))));
        Assert.Contains("birth-possible", Reasons(await OnlyAsync(("estimatedAge", 37), ("estimatedOn", "2021-09-01"))));
        Assert.Contains("birth-unknown", Reasons(await OnlyAsync()));
        Assert.Empty(await CandidatesAsync(Like(("birthYear", 1961))));

        Dictionary<string, object?> Like(params (string Field, object Value)[] birth)
        {
            var person = Given.APerson(family, given);
            person.Remove("birthDate");
            foreach (var (field, value) in birth)
            {
                person[field] = value;
            }

            return person;
        }

        async Task<JsonNode> OnlyAsync(params (string Field, object Value)[] birth)
        {
            var candidate = Assert.Single(await CandidatesAsync(Like(birth)))!;
            Assert.Equal(id, (Guid)candidate["id"]!);
            return candidate;
        }
    }

    [Fact]
    public async Task Nothing_is_saved_before_the_worker_has_said_that_all_candidates_are_others()
    {
        var (first, second) = (Given.APerson("Annayew", "Merdan"), Given.APerson("Annaýewa", "Maral"));
        first["identifiers"] = new[] { new { kind = "passport", value = "I-AŞ 123456" } };
        second["identifiers"] = new[]
        {
            new { kind = "passport", value = "i aş-123456" },
            new { kind = "birth-certificate", value = "77" },
        };
        var id = await app.AServiceUserAsync(first);
        var before = await app.ScalarAsync<long>("select count(*) from service_users");

        var candidate = Assert.Single(await CandidatesAsync(second))!;
        Assert.Equal((id, 100), ((Guid)candidate["id"]!, (int)candidate["score"]!));
        Assert.Equal(["same-identifier"], Reasons(candidate));
        Assert.Equal(before, await app.ScalarAsync<long>("select count(*) from service_users"));
        Assert.Equal(
            $"{SomebodyOfMlspp.Worker} POST /api/v1/referrals/service-users",
            await app.ScalarAsync<string>(
                $"select person || ' ' || detail from audit_entries where action = 'show possible duplicates' and record_ids = array['{id}']"
            )
        );

        var other = await app.Requester.CreatedAsync($"{Root}/service-users", new { person = second, notTheSameAs = new[] { id } });

        Assert.NotEqual(id, other);
        Assert.Equal("Annayew", (string)(await app.Requester.ReadAsync($"/service-users/{id}"))["person"]!["familyName"]!);
        Assert.Equal(
            $"service-user/{other}",
            await app.ScalarAsync<string>(
                $"select detail from audit_entries where action = 'reject possible duplicates' and record_ids = array['{id}']"
            )
        );
    }

    [Fact]
    public async Task The_same_number_of_another_kind_is_nobody_else()
    {
        var (first, second) = (Given.APerson("Orazow", "Döwlet"), Given.APerson("Nuryýewa", "Jeren"));
        first["identifiers"] = new[] { new { kind = "passport", value = "555" } };
        second["identifiers"] = new[] { new { kind = "pension", value = "555" } };
        await app.AServiceUserAsync(first);

        await app.AServiceUserAsync(second);
    }

    [Fact]
    public async Task Two_clerks_who_register_the_same_person_at_once_make_one_record()
    {
        var person = Given.APerson();

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => app.Requester.CreateAsync(Root + "/service-users", new { person }))
        );

        Assert.Single(answers, answer => answer.StatusCode is HttpStatusCode.Created);
        Assert.Equal(3, answers.Count(answer => answer.StatusCode is HttpStatusCode.Conflict));
    }

    [Fact]
    public async Task Names_without_letters_resemble_nobody()
    {
        var (first, second) = (Given.APerson("123", "—"), Given.APerson("456", "…"));
        first["birthDate"] = second["birthDate"] = "1975-06-07";
        await app.AServiceUserAsync(first);

        await app.AServiceUserAsync(second);
    }

    private static IReadOnlyList<string> Reasons(JsonNode candidate) =>
        [.. candidate["reasons"]!.AsArray().Select(reason => (string)reason!)];

    /// <summary>What a registration answers instead of saving; none when it would save, which it is kept from doing.</summary>
    private async Task<JsonArray> CandidatesAsync(IDictionary<string, object?> person)
    {
        var response = await app.Requester.CreateAsync(Root + "/service-users", new { person });
        return response.StatusCode is HttpStatusCode.Conflict ? (await response.JsonAsync())["candidates"]!.AsArray() : [];
    }
}
