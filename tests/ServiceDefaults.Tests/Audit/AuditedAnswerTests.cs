using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.Tables;
using SocialServices.ServiceDefaults.Tests.Sample;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.ServiceDefaults.Tests.Audit;

/// <summary>No answer about people without an audit entry, and no refusal either.</summary>
public sealed class AuditedAnswerTests : IAsyncLifetime
{
    private const string Secret = "what must not leave unaudited";
    private static readonly Guid Known = Guid.CreateVersion7();

    private TestDatabase database = null!;
    private SampleApp sample = null!;

    public async ValueTask InitializeAsync()
    {
        database = await TestDatabase.CreateAsync();
        sample = await SampleApp.StartAsync(database, map: Map);
    }

    public async ValueTask DisposeAsync()
    {
        await sample.DisposeAsync();
        await database.DisposeAsync();
    }

    [Fact]
    public async Task An_entry_says_who_acted_for_what_and_with_which_token()
    {
        var person = new ActingPerson(Guid.CreateVersion7(), Assurance.Authenticated, Purposes.Supervision);
        using var client = sample.Client(clientId: "cases", person: person);

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/people/{Known}")).StatusCode);

        var entry = Assert.Single(await EntriesAsync("cases"));
        Assert.Equal((person.Worker, "authenticated", Purposes.Supervision), (entry.Person!.Value, entry.Assurance, entry.Purpose));
        Assert.Equal(("mlspp", "read person", "person"), (entry.Organization, entry.Action, entry.RecordKind));
        Assert.Equal([Known.ToString()], entry.RecordIds);
        Assert.True(Guid.TryParse(entry.TokenId, out _));
    }

    [Theory]
    [InlineData(Scopes.RegistryRead, HttpStatusCode.NotFound, AuditOutcome.NotFound)]
    [InlineData(Scopes.TrainingRead, HttpStatusCode.Forbidden, AuditOutcome.Forbidden)]
    public async Task A_refusal_is_audited_with_what_was_asked_for(string scope, HttpStatusCode status, AuditOutcome outcome)
    {
        var (stranger, id) = ($"stranger-{outcome}", Guid.CreateVersion7());
        using var client = sample.Client(scope, stranger);

        Assert.Equal(status, (await client.GetAsync($"/people/{id}")).StatusCode);

        var entry = Assert.Single(await EntriesAsync(stranger));
        Assert.Equal((outcome, "read person", "person"), (entry.Outcome, entry.Action, entry.RecordKind));
        Assert.Equal([id.ToString()], entry.RecordIds);
        Assert.Equal($"GET /people/{id}", entry.Detail);
    }

    [Fact]
    public async Task A_record_that_the_body_names_is_audited_too()
    {
        using var client = sample.Client(clientId: "guesser");
        var id = Guid.CreateVersion7();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await client.PostAsync($"/people?other={id}", null)).StatusCode);

        var entry = Assert.Single(await EntriesAsync("guesser"));
        Assert.Equal((AuditOutcome.NotFound, "other", id.ToString()), (entry.Outcome, entry.RecordKind, entry.RecordIds.Single()));
    }

    [Fact]
    public async Task What_is_no_id_or_code_is_not_written_down()
    {
        using var client = sample.Client(clientId: "careless");

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/people/by-name/Gözel Annaýewa")).StatusCode);

        var entry = Assert.Single(await EntriesAsync("careless"));
        Assert.Equal("GET /people/by-name/…", entry.Detail);
        Assert.Empty(entry.RecordIds);
    }

    [Fact]
    public async Task A_handler_that_forgets_to_audit_does_not_answer()
    {
        using var client = sample.Client(clientId: "lucky");

        var answer = await client.GetAsync("/people/forgetful");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain(Secret, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/people/{0}")]
    [InlineData("/people/01930000-0000-7000-8000-000000000000")]
    public async Task What_cannot_be_audited_is_not_answered(string path)
    {
        await using (var owner = NpgsqlDataSource.Create(database.ConnectionString))
        await using (var full = owner.CreateCommand("revoke insert on audit_entries from socialservices_test"))
        {
            await full.ExecuteNonQueryAsync();
        }

        using var client = sample.Client(clientId: "unlucky");

        var answer = await client.GetAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, path, Known));

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.DoesNotContain(Secret, await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_is_repeated_is_audited_again()
    {
        using var client = sample.Client(clientId: "twice");
        var key = Guid.NewGuid().ToString();

        using var first = await client.PostAsync("/people/register", new { }, key);
        using var second = await client.PostAsync("/people/register", new { }, key);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        var entries = await EntriesAsync("twice");
        Assert.Equal(["register person", "repeat answer"], entries.Select(entry => entry.Action));
        Assert.All(entries, entry => Assert.Equal([Known.ToString()], entry.RecordIds));
    }

    private static void Map(WebApplication app)
    {
        var people = app.MapGroup("/people").RequireScope(Scopes.RegistryRead).AboutPeople("person");
        people.MapGet("/{id:guid}", ReadAsync).WithName("ReadPerson");
        people.MapGet("/by-name/{name}", (string name) => Problems.NotFound("The person"));
        people.MapGet("/forgetful", () => Secret);
        people.MapPost(
            "",
            (Guid other, RequestContext context) =>
            {
                context.Refuse("other", other);
                return Problems.Invalid("other", "No such record.");
            }
        );
        people.MapPost("/register", RegisterAsync).Idempotent();
    }

    private static async Task<Results<Ok<string>, ProblemHttpResult>> ReadAsync(Guid id, SampleDb db, CancellationToken cancellationToken)
    {
        if (id != Known)
        {
            return Problems.NotFound("The person");
        }

        db.Audit("read person", $"person/{id}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Ok(Secret);
    }

    private static async Task<Created<string>> RegisterAsync(SampleDb db, CancellationToken cancellationToken)
    {
        db.Audit("register person", $"person/{Known}");
        await db.SaveChangesAsync(cancellationToken);
        return TypedResults.Created($"/people/{Known}", Secret);
    }

    private Task<List<AuditEntry>> EntriesAsync(string client) =>
        sample.InDatabaseAsync(db => db.AuditEntries.AsNoTracking().Where(e => e.Client == client).OrderBy(e => e.At).ToListAsync());
}
