using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Referrals.Data;
using SocialServices.Referrals.ServiceUsers;
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

    [Fact]
    public async Task A_search_finds_by_name_in_any_order_and_by_external_code_and_is_audited_also_when_it_finds_nobody()
    {
        var person = Given.APerson("Hojagulyýewa", "Sülgün" + Given.AName());
        var id = await app.AServiceUserAsync(person);

        var byCode = await SearchAsync(new { externalCode = person["externalCode"] });
        var byDocument = await SearchAsync(new { identifiers = person["identifiers"] });
        var byName = await SearchAsync(new { familyName = person["givenName"], givenName = "Ходжагулыева" });
        var none = await SearchAsync(new { externalCode = "nobody" });

        Assert.Equal(id, (Guid)Assert.Single(byCode)!["id"]!);
        Assert.Equal(id, (Guid)Assert.Single(byName)!["id"]!);
        Assert.Equal(id, (Guid)Assert.Single(byDocument)!["id"]!);
        Assert.Contains("same-external-code", byCode[0]!["reasons"]!.AsArray().Select(reason => (string)reason!));
        Assert.Contains("same-identifier", byDocument[0]!["reasons"]!.AsArray().Select(reason => (string)reason!));
        Assert.Empty(none);
        Assert.Equal(
            3,
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

    [Theory]
    [InlineData("0001-01-01")]
    [InlineData("2999-01-01")]
    public async Task An_estimate_is_of_a_day_that_can_be(string estimatedOn)
    {
        var person = Given.APerson();
        person.Remove("birthDate");
        (person["estimatedAge"], person["estimatedOn"]) = (40, estimatedOn);

        var refused = await app.Requester.CreateAsync($"{Root}/service-users", new { person });

        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Equal(["person.estimatedOn"], await refused.FieldsAsync());
    }

    [Theory]
    [InlineData("birthYear", 1988, "25-44")]
    [InlineData("birthYear", 2015, "6-11")]
    [InlineData("estimatedAge", 70, "60+")]
    [InlineData(null, 0, "unknown")]
    public async Task Events_carry_an_age_band_also_when_the_birth_is_known_roughly(string? field, int value, string band)
    {
        var person = Given.APerson();
        person.Remove("birthDate");
        if (field is not null)
        {
            person[field] = value;
            person["estimatedOn"] = field is "estimatedAge" ? "2026-01-15" : null;
        }

        var caseId = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = await app.AServiceUserAsync(person) });

        Assert.Equal(
            band,
            await app.ScalarAsync<string>(
                $"select data -> 'person' ->> 'ageBand' from outbox where type = 'referrals.case-opened.v1' and data ->> 'caseId' = '{caseId}'"
            )
        );
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
        var opened = await app.Requester.CreateAsync($"{Root}/cases", new { serviceUserId = duplicate });
        Assert.Equal(HttpStatusCode.Conflict, opened.StatusCode);
        var circle = await app.Requester.ChangeAsync(
            $"/service-users/{duplicate}/merge",
            new { duplicate = survivor, reason = "Other way." }
        );
        Assert.Equal(HttpStatusCode.Conflict, circle.StatusCode);

        var records = new[] { survivor, duplicate }.Order();
        Assert.Equal(records, await SamePersonAsync(survivor));
        Assert.Equal(records, await SamePersonAsync(duplicate));
        Assert.Empty(await SamePersonAsync(Guid.CreateVersion7()));

        var undone = await app.Requester.ChangeAsync($"/service-users/{duplicate}/undo-merge", new { reason = "Two sisters." });

        Assert.Equal(HttpStatusCode.OK, undone.StatusCode);
        Assert.Equal(2, (await SearchAsync(search)).Count);
        Assert.Null((await app.Requester.ReadAsync($"/service-users/{duplicate}"))["mergedInto"]);
    }

    private Task<HttpResponseMessage> CorrectAsync(Guid id, object person, string ifMatch) =>
        app.Requester.SendAsync(HttpMethod.Put, $"/service-users/{id}", new { person, reason = "Misheard at the first meeting." }, ifMatch);

    private async Task<JsonArray> SearchAsync(object search)
    {
        var response = await app.Requester.PostAsync(Root + "/service-users/search", search, null);
        Assert.True(response.StatusCode is HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return (await response.JsonAsync())["items"]!.AsArray();
    }

    private async Task<IEnumerable<Guid>> SamePersonAsync(Guid id)
    {
        await using var scope = app.Service.Services.CreateAsyncScope();
        var records = scope.ServiceProvider.GetRequiredService<ReferralsDb>().ServiceUsers.SamePerson(id);
        Assert.DoesNotContain("IS NULL", records.ToQueryString(), StringComparison.Ordinal); // would not be found by indexes
        return (await records.ToListAsync(TestContext.Current.CancellationToken)).Order();
    }
}
