using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SocialServices.Contracts.Registry;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.ServiceDefaults.Tests.Sample;

internal static class SampleApi
{
    /// <summary>A note to be written.</summary>
    /// <param name="Title">Unique; at most 20 characters.</param>
    /// <param name="Text">Sealed in the database.</param>
    /// <param name="Kind">How it came about; see <see cref="NoteKind"/>.</param>
    /// <example>{"title": "Berkararlyk", "text": "The family was at home.", "kind": "field-visit"}</example>
    public sealed record WriteNote(
        [property: Required, MaxLength(20)] string Title,
        [property: Required] string Text,
        NoteKind? Kind = null
    );

    /// <param name="Id">The note.</param>
    /// <param name="Title">Its <c>title</c>.</param>
    /// <example>{"id": "01930000-0000-7000-8000-000000000000", "title": "Berkararlyk"}</example>
    public sealed record NoteWritten(Guid Id, string Title);

    public enum NoteKind
    {
        /// <summary>At home.</summary>
        FieldVisit,
        PhoneCall,
    }

    public static void Map(WebApplication app)
    {
        var notes = app.MapGroup("/notes").RequireScope(Scopes.RegistryRead);
        notes.MapPost("", WriteAsync).Idempotent();
        notes.MapGet("", ListAsync);
        notes.MapGet("/{id:guid}", Read);
        notes
            .MapGet("/mine/{id:guid}", (Guid id, RequestContext context) => Who.Of(context.Caller!))
            .RequireAssurance(Assurance.Asserted, StrangerAsync);
        notes.MapGet("/sealed", (RequestContext context) => Who.Of(context.Caller!)).RequireAssurance(Assurance.Authenticated);
        notes.MapGet("/public", () => TypedResults.Ok(new NoteWritten(OfAStranger, "Open"))).HoldsNoPersonalData();
        notes.MapPost("/secret", TellSecretAsync).Idempotent();
        notes.MapGet("/fault", string () => throw new NpgsqlException("a text that must not leave the process"));
    }

    private static async Task<Results<Created<NoteWritten>, ProblemHttpResult>> WriteAsync(
        WriteNote request,
        SampleDb db,
        Envelope envelope,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        db.Notes.Add(
            new Note
            {
                Id = id,
                Title = request.Title,
                Text = envelope.Seal(request.Text, id, nameof(Note.Text)),
            }
        );
        db.Publish(new SiteStatusChanged(id, "active") { EventId = Guid.CreateVersion7(now), OccurredAt = now });
        db.Audit("write note", $"note/{id}");
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException duplicate)
            when (duplicate.InnerException is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation })
        {
            return Problems.Conflict("title-taken", "There is a note with this title.");
        }

        return TypedResults.Created($"/notes/{id}", new NoteWritten(id, request.Title));
    }

    private static async Task<Results<Ok<Page<NoteWritten>>, ProblemHttpResult>> ListAsync(
        [AsParameters] PageRequest page,
        SampleDb db,
        HttpResponse http,
        CancellationToken cancellationToken
    )
    {
        if (!page.TryGetKey(out var key))
        {
            return PageRequest.Unknown;
        }

        var rows = await db
            .Notes.AsNoTracking()
            .Where(note => key == null || string.Compare(note.Title, key) > 0)
            .OrderBy(note => note.Title)
            .Take(page.Size + 1)
            .Select(note => new NoteWritten(note.Id, note.Title))
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(page.ToPage(rows, note => note.Title, http));
    }

    /// <summary>A note that the caller may not know of.</summary>
    public static Guid OfAStranger { get; } = Guid.CreateVersion7();

    /// <summary>An answer with a secret.</summary>
    public sealed record SecretTold(string Title, string? Secret) : IToldOnce
    {
        object IToldOnce.WithoutSecret => this with { Secret = null };
    }

    private static async Task<Results<Ok<SecretTold>, ProblemHttpResult>> TellSecretAsync(
        HttpResponse http,
        SampleDb db,
        CancellationToken cancellationToken
    )
    {
        db.Audit("tell secret", "note/secret");
        await db.SaveChangesAsync(cancellationToken);
        http.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new SecretTold("A title", Guid.NewGuid().ToString()));
    }

    /// <summary>Who acts, as a handler sees it.</summary>
    public sealed record Who(string Client, Guid? Worker, string? Purpose, string Assurance, string? Token)
    {
        public static Who Of(Caller caller) =>
            new(caller.ClientId, caller.Worker, caller.Purpose, caller.Assurance.ToString(), caller.TokenId);
    }

    private static Task<ProblemHttpResult?> StrangerAsync(HttpContext http) =>
        Task.FromResult((string?)http.Request.RouteValues["id"] == OfAStranger.ToString() ? Problems.NotFound("The note") : null);

    private static string Read(Guid id, [FromHeader(Name = "If-Match")] IfMatch? ifMatch) => $"{id} {ifMatch}";
}
