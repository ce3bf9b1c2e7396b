using System.Net;
using System.Text.Json.Nodes;
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
    public async Task A_search_finds_by_name_in_any_order_and_by_external_code_and_is_audited_also_when_it_finds_nobody()
    {
        var person = Given.APerson("Hojagulyýewa", "Sülgün" + Given.AName());
        var id = await app.AServiceUserAsync(person);

        var byCode = await SearchAsync(new { externalCode = person["externalCode"] });
        var byName = await SearchAsync(new { familyName = person["givenName"], givenName = "Ходжагулыева" });
        var none = await SearchAsync(new { externalCode = "nobody" });

        Assert.Equal(id, (Guid)Assert.Single(byCode)!["id"]!);
        Assert.Equal(id, (Guid)Assert.Single(byName)!["id"]!);
        Assert.Empty(none);
        Assert.Equal(
            2,
            await app.ScalarAsync<long>(
                $"select count(*) from audit_entries where action = 'search service users' and record_ids = array['{id}']"
            )
        );
        Assert.Equal(
            1,
            await app.ScalarAsync<long>("select count(*) from audit_entries where action = 'search service users' and record_ids = '{}'")
        );
    }

    [Theory]
    [InlineData("birthYear", 1988, "person.birthDate")] // together with a birth date
    [InlineData("estimatedAge", 40, "person.estimatedOn")] // without the day of the estimate
    public async Task Two_statements_about_the_birth_or_half_a_one_are_refused(string field, int value, string named)
    {
        var person = Given.APerson();
        person[field] = value;

        var refused = await app.Requester.CreateAsync($"{Root}/service-users", new { person });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal([named], await refused.FieldsAsync());
    }

    [Fact]
    public async Task A_correction_keeps_what_was_there_and_the_person_is_found_by_what_is_right()
    {
        var person = Given.APerson();
        var id = await app.AServiceUserAsync(person);
        var wrong = (string)person["familyName"]!;
        person["familyName"] = Given.AName();

        var etag = (await app.Requester.GetAsync($"{Root}/service-users/{id}")).Headers.ETag!.ToString();
        var corrected = await CorrectAsync(id, person, etag);
        var stale = await CorrectAsync(id, person, etag);
        var blind = await app.Requester.SendAsync(
            new HttpRequestMessage(HttpMethod.Put, $"{Root}/service-users/{id}")
            {
                Content = System.Net.Http.Json.JsonContent.Create(new { person, reason = "Misheard." }),
            }
        );

        Assert.Equal(HttpStatusCode.OK, corrected.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, stale.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionRequired, blind.StatusCode);
        var earlier = Assert.Single((await app.Requester.ReadAsync($"/service-users/{id}/history"))["items"]!.AsArray())!;
        Assert.Equal(wrong, (string)earlier["person"]!["familyName"]!);
        Assert.Equal("Misheard at the first meeting.", (string)earlier["reason"]!);
        Assert.Equal(SomebodyOfMlspp.Worker, (Guid)earlier["replacedBy"]!);
        Assert.Single(
            await SearchAsync(
                new
                {
                    familyName = person["familyName"],
                    givenName = person["givenName"],
                    birthDate = person["birthDate"],
                }
            )
        );
        Assert.Empty(await SearchAsync(new { familyName = wrong, givenName = person["givenName"] }));
    }

    [Fact]
    public async Task A_merge_leaves_one_person_and_is_undone_completely()
    {
        var (family, given) = (Given.AName(), Given.AName());
        var survivor = await app.AServiceUserAsync(Given.APerson(family, given));
        var other = Given.APerson(given, family);
        other.Remove("birthDate");
        var duplicate = await app.Requester.CreatedAsync(
            $"{Root}/service-users",
            new { person = other, notTheSameAs = new[] { survivor } }
        );
        var search = new { familyName = family, givenName = given };
        Assert.Equal(2, (await SearchAsync(search)).Count);

        var merged = await app.Requester.ChangeAsync($"/service-users/{survivor}/merge", new { duplicate, reason = "The same passport." });

        Assert.Equal(HttpStatusCode.OK, merged.StatusCode);
        Assert.Equal(survivor, (Guid)Assert.Single(await SearchAsync(search))!["id"]!);
        Assert.Equal(survivor, (Guid)(await app.Requester.ReadAsync($"/service-users/{duplicate}"))["mergedInto"]!);
        var correction = await CorrectAsync(duplicate, other, "*");
        Assert.EndsWith("service-user-merged", (string)(await correction.JsonAsync())["type"]!, StringComparison.Ordinal);
        var circle = await app.Requester.ChangeAsync(
            $"/service-users/{duplicate}/merge",
            new { duplicate = survivor, reason = "Other way." }
        );
        Assert.Equal(HttpStatusCode.Conflict, circle.StatusCode);

        var undone = await app.Requester.ChangeAsync($"/service-users/{duplicate}/undo-merge", new { reason = "Two sisters." });

        Assert.Equal(HttpStatusCode.OK, undone.StatusCode);
        Assert.Equal(2, (await SearchAsync(search)).Count);
        Assert.Null((await app.Requester.ReadAsync($"/service-users/{duplicate}"))["mergedInto"]);
    }

    private static IReadOnlyList<string> Reasons(JsonNode candidate) =>
        [.. candidate["reasons"]!.AsArray().Select(reason => (string)reason!)];

    private Task<HttpResponseMessage> CorrectAsync(Guid id, object person, string ifMatch) =>
        app.Requester.SendAsync(HttpMethod.Put, $"/service-users/{id}", new { person, reason = "Misheard at the first meeting." }, ifMatch);

    private async Task<JsonArray> SearchAsync(object search)
    {
        var response = await app.Requester.PostAsync(Root + "/service-users/search", search, null);
        Assert.True(response.StatusCode is HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return (await response.JsonAsync())["items"]!.AsArray();
    }

    /// <summary>What a registration answers instead of saving; none when it would save, which it is kept from doing.</summary>
    private async Task<JsonArray> CandidatesAsync(IDictionary<string, object?> person)
    {
        var response = await app.Requester.CreateAsync(Root + "/service-users", new { person });
        return response.StatusCode is HttpStatusCode.Conflict ? (await response.JsonAsync())["candidates"]!.AsArray() : [];
    }
}
