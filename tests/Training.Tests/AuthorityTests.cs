using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Testing;
using SocialServices.Training.Certificates;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests;

/// <summary>Nobody certifies in the name of others (cases/security.md S1).</summary>
public sealed class AuthorityTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    private const string Root = TrainingFixture.Root;

    [Fact]
    public async Task A_provider_cannot_organize_a_course_of_a_programme_that_others_sign()
    {
        var body = training.ACourse();
        body["organizer"] = "nrcs";
        var response = await training.NothingChangesAsync(() => training.ClientOf("nrcs").CreateAsync($"{Root}/courses", body));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(["organizer"], await response.FieldsAsync());
    }

    [Fact]
    public async Task Only_the_office_names_trainers_where_the_chain_begins()
    {
        var body = training.ACourse("training-of-trainers");
        body["trainers"] = new JsonArray(training.Registry.Knows("mlspp"));
        var response = await training.NothingChangesAsync(() => training.Organizer.CreateAsync($"{Root}/courses", body));
        Assert.Equal(["trainers[0]"], await response.FieldsAsync());
    }

    [Fact]
    public async Task No_course_runs_without_a_certified_trainer()
    {
        var uncertified = training.ACourse();
        uncertified["trainers"] = new JsonArray(training.Registry.Knows("mlspp"));
        Assert.Equal(["trainers[0]"], await (await training.Organizer.CreateAsync($"{Root}/courses", uncertified)).FieldsAsync());

        var nobody = training.ACourse();
        nobody.Remove("trainers");
        var course = (await (await training.Organizer.CreateAsync($"{Root}/courses", nobody)).JsonAsync())["id"]!.GetValue<Guid>();
        await training.PlanSessionAsync(course, 1, "2021-06-01");
        var response = await training.NothingChangesAsync(() => training.PutAttendanceAsync(course, 1));
        Assert.Equal("urn:socialservices:problem:no-certified-trainer", (await response.JsonAsync())["type"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_certificate_is_worth_nothing_until_every_issuer_has_signed()
    {
        // unodc organizes: it signs by itself, the ministry has not let it sign.
        var body = training.ACourse();
        body["organizer"] = "unodc";
        var organizer = training.ClientOf("unodc");
        var course = (await (await organizer.CreateAsync($"{Root}/courses", body)).JsonAsync())["id"]!.GetValue<Guid>();
        await organizer.CreateAsync(
            $"{Root}/courses/{course}/sessions",
            JsonNode.Parse("""{"number":1,"heldOn":"2021-06-01","topic":"x"}""")!
        );
        var worker = training.Registry.Knows();
        var enrolment = (await (await training.EnrolAsync(course, worker)).JsonAsync())["id"]!.GetValue<Guid>();
        await Http.PutAsync(organizer, $"{Root}/courses/{course}/enrolments/{enrolment}/test-results", """{"postTest":90}""");
        await Http.PutAsync(organizer, $"{Root}/courses/{course}/sessions/1/attendance", $$"""{"attended":["{{worker}}"]}""");

        var completed = await (await organizer.CreateAsync($"{Root}/courses/{course}/complete", new { })).JsonAsync();
        var number = completed["participants"]![0]!["certificateNumber"]!.GetValue<string>();
        Assert.Equal(["mlspp"], completed["participants"]![0]!["awaitsSignatureOf"]!.AsArray().Select(i => i!.GetValue<string>()));
        var pending = await training.GetAsync($"/certificates/{number}");
        Assert.Equal(("awaiting-signature", false), (pending["status"]!.GetValue<string>(), pending["valid"]!.GetValue<bool>()));
        Assert.Equal(HttpStatusCode.NotFound, (await training.App.Client(null).GetAsync($"/verify/{number}")).StatusCode);
        var unprinted = await training.Organizer.GetAsync($"{Root}/certificates/{number}/pdf");
        Assert.Equal(HttpStatusCode.Conflict, unprinted.StatusCode);
        Assert.Contains("mlspp", (await unprinted.JsonAsync())["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(0, await ToldAsync(pending["id"]!.GetValue<Guid>()));
        Assert.Equal(number, (await training.GetAsync("/certificates?unsigned=mlspp"))["items"]![0]!["number"]!.GetValue<string>());

        var sign = new { issuer = "mlspp", numbers = new[] { number } };
        Assert.Equal(HttpStatusCode.Forbidden, (await organizer.CreateAsync($"{Root}/certificates/sign", sign)).StatusCode);
        var signed = await training.Organizer.CreateAsync($"{Root}/certificates/sign", sign);
        Assert.Equal([number], (await signed.JsonAsync())["signed"]!.AsArray().Select(n => n!.GetValue<string>()));
        await training.Organizer.CreateAsync($"{Root}/certificates/sign", sign); // again
        Assert.Equal(HttpStatusCode.OK, (await training.App.Client(null).GetAsync($"/verify/{number}")).StatusCode);
        Assert.Equal(1, await ToldAsync(pending["id"]!.GetValue<Guid>()));
    }

    [Fact]
    public async Task A_refresher_replaces_the_certificate_before_it_once_it_counts()
    {
        var (holder, first) = await training.GivenACertificateAsync("treatnet-family");
        var body = training.ACourse("treatnet-family");
        (body["startsOn"], body["endsOn"]) = ("2023-05-01", "2023-05-05");
        var course = (await (await training.Organizer.CreateAsync($"{Root}/courses", body)).JsonAsync())["id"]!.GetValue<Guid>();
        await training.PlanSessionAsync(course, 1, "2023-05-02");
        var enrolment = (await (await training.EnrolAsync(course, holder.WorkerId)).JsonAsync())["id"]!.GetValue<Guid>();
        await training.RecordTestsAsync(course, enrolment, 90);
        await training.AttendAsync(course, 1, holder.WorkerId);
        await training.CompleteAsync(course);

        Assert.Equal("replaced", (await training.GetAsync($"/certificates/{first}"))["status"]!.GetValue<string>());
        Assert.Equal(2, (await training.GetAsync($"/certificates?workerId={holder.WorkerId}"))["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task An_end_is_told_60_and_30_days_before_and_each_once()
    {
        var (_, number) = await training.GivenACertificateAsync("treatnet-family");
        var id = (await training.GetAsync($"/certificates/{number}"))["id"]!.GetValue<Guid>(); // until 5 July 2024
        foreach (
            var (day, told) in (IEnumerable<(string, int)>)
                [("2024-05-05", 0), ("2024-05-06", 1), ("2024-05-20", 1), ("2024-06-05", 2), ("2024-07-05", 2)]
        )
        {
            await using var scope = training.App.Services.CreateAsyncScope();
            var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(
                DateTimeOffset.Parse($"{day}T08:00:00Z", System.Globalization.CultureInfo.InvariantCulture)
            );
            var reminders = ActivatorUtilities.CreateInstance<ExpiryReminders>(scope.ServiceProvider, clock);
            await reminders.SendAsync(CancellationToken.None);
            Assert.Equal(told, await ToldAsync(id, "training.certificate-expiring.v1"));
        }
    }

    private Task<int> ToldAsync(Guid certificate, string type = "training.certificate-issued.v1") =>
        training.App.InDatabaseAsync(db =>
            db.Database.SqlQuery<int>(
                    $"""select count(*)::int as "Value" from outbox where type = {type} and data::text like {$"%{certificate}%"}"""
                )
                .SingleAsync()
        );

    private static class Http
    {
        public static async Task PutAsync(HttpClient client, string path, string json) =>
            (await client.PutAsync(path, new StringContent(json, System.Text.Encoding.UTF8, "application/json"))).EnsureSuccessStatusCode();
    }
}
