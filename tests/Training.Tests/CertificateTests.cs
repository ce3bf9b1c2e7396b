using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SocialServices.Testing;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class CertificateTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    [Fact]
    public async Task The_certificates_of_a_worker_are_listed()
    {
        var (holder, number) = await training.GivenACertificateAsync("treatnet-family");

        var certificate = Assert.Single((await training.GetAsync($"/certificates?workerId={holder.WorkerId}"))["items"]!.AsArray())!;
        Assert.Equal(number, certificate["number"]!.GetValue<string>());
        Assert.Equal("2024-07-05", certificate["validUntil"]!.GetValue<string>());
        Assert.False(certificate["valid"]!.GetValue<bool>());
        Assert.Equal(["unodc", "mlspp"], certificate["issuers"]!.AsArray().Select(issuer => issuer!.GetValue<string>()));
    }

    [Fact]
    public async Task Numbers_differ() =>
        Assert.NotEqual((await training.GivenACertificateAsync()).Number, (await training.GivenACertificateAsync()).Number);

    [Fact]
    public async Task A_list_needs_a_worker_a_course_or_an_issuer()
    {
        var response = await training.Organizer.GetAsync($"{TrainingFixture.Root}/certificates");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(["workerId"], await response.FieldsAsync());
    }

    [Fact]
    public async Task A_revoked_certificate_no_longer_counts_and_says_why()
    {
        var (_, number) = await training.GivenACertificateAsync();
        var response = await RevokeAsync(number);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var certificate = await training.GetAsync($"/certificates/{number}");
        Assert.Equal(("misconduct", false), (certificate["revocationReason"]!.GetValue<string>(), certificate["valid"]!.GetValue<bool>()));
        Assert.NotNull(certificate["revokedAt"]);
    }

    [Fact]
    public async Task The_text_of_a_revocation_is_kept_sealed()
    {
        var (_, number) = await training.GivenACertificateAsync();
        await RevokeAsync(number);

        var note = await training.App.InDatabaseAsync(db =>
            db.Certificates.Where(c => c.Number == number).Select(c => c.RevocationNote).SingleAsync()
        );
        Assert.DoesNotContain("confidential", Encoding.UTF8.GetString(note!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_is_revoked_once()
    {
        var (_, number) = await training.GivenACertificateAsync();
        var responses = await Task.WhenAll(RevokeAsync(number), RevokeAsync(number));

        Assert.Single(responses, response => response.StatusCode is HttpStatusCode.OK);
        Assert.Single(responses, response => response.StatusCode is HttpStatusCode.Conflict or HttpStatusCode.PreconditionFailed);
        Assert.Equal(HttpStatusCode.Conflict, (await training.NothingChangesAsync(() => RevokeAsync(number))).StatusCode);
    }

    [Fact]
    public async Task A_stale_revocation_is_refused()
    {
        var (_, number) = await training.GivenACertificateAsync();
        var client = training.Organizer;
        client.DefaultRequestHeaders.Add("If-Match", "\"1\"");

        var response = await training.NothingChangesAsync(() =>
            client.PostAsJsonAsync($"{TrainingFixture.Root}/certificates/{number}/revoke", new { reason = "other", text = "x" })
        );
        Assert.Equal(HttpStatusCode.PreconditionFailed, response.StatusCode);
    }

    [Theory]
    [InlineData("boredom", "text", "reason")]
    [InlineData("misconduct", "", "text")]
    [InlineData("misconduct", "zero\u0000", "text")]
    public async Task A_reason_must_be_given(string reason, string text, string field)
    {
        var (_, number) = await training.GivenACertificateAsync();
        var response = await training.NothingChangesAsync(() =>
            training.Organizer.PostAsJsonAsync($"{TrainingFixture.Root}/certificates/{number}/revoke", new { reason, text })
        );
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal([field], await response.FieldsAsync());
    }

    [Theory]
    [InlineData("MLSPP-1999-000001")]
    [InlineData("nonsense")]
    public async Task An_unknown_number_is_not_found(string number)
    {
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await training.Organizer.GetAsync($"{TrainingFixture.Root}/certificates/{number}")).StatusCode
        );
        Assert.Equal(HttpStatusCode.NotFound, (await RevokeAsync(number)).StatusCode);
    }

    private Task<HttpResponseMessage> RevokeAsync(string number) =>
        training.Organizer.PostAsJsonAsync(
            $"{TrainingFixture.Root}/certificates/{number}/revoke",
            new { reason = "misconduct", text = "Told others what a family had said: confidential.\nSecond line." }
        );
}
