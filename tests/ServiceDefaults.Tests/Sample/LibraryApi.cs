using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.ServiceDefaults.Tests.Sample;

/// <summary>Records that are read and edited, each with a version: what callers of every service do most.</summary>
internal static class LibraryApi
{
    private static readonly ConcurrentDictionary<string, Book> Books = new();

    public sealed record Filter(
        [property: FromQuery(Name = "per_page"), Range(1, 5)] int? PerPage,
        [property: MaxLength(20)] string? Author,
        DateOnly? Since
    );

    public sealed record Edit([property: Required] string Author, DateTimeOffset? BorrowedAt = null, string? Note = null);

    public sealed record Book(uint Version, string? Author, DateTimeOffset? BorrowedAt, int Borrowed, string Label);

    public static void Map(WebApplication app)
    {
        var books = app.MapGroup("/books").RequireScope(Scopes.RegistryRead);
        books.MapGet("", List);
        books.MapGet("/{code}", Read);
        books.MapPut("/{code}", Change).ChangesRecord();
        books.MapPost("/{code}/borrow", Borrow);
        books.MapGet("/{code}/file", File).Produces<string[]>();
        books.MapGet("/{code}/free", (string code) => TypedResults.Ok(code)).WithOwnQueryRules();
    }

    private static Ok<Filter> List([AsParameters] Filter filter) => TypedResults.Ok(filter);

    private static Ok<Book> Read(string code, HttpContext http)
    {
        var book = Find(code);
        http.Response.Headers.ETag = ETag.Of(book.Version).ToString();
        return TypedResults.Ok(book with { Label = LocalizedText.LanguageOf(http.Request) ?? "en" });
    }

    private static Results<Ok<Book>, ProblemHttpResult> Change(
        string code,
        Edit edit,
        [FromHeader(Name = "If-Match")] IfMatch? ifMatch,
        HttpResponse http
    )
    {
        var book = Find(code);
        if (ToChange.UnlessCurrent(ifMatch, book.Version) is { } outdated)
        {
            return outdated;
        }

        book = Books[code] = book with { Version = book.Version + 1, Author = edit.Author, BorrowedAt = edit.BorrowedAt };
        http.Headers.ETag = ETag.Of(book.Version).ToString();
        return TypedResults.Ok(book);
    }

    // Changes what is shown, but is no edit.
    private static NoContent Borrow(string code)
    {
        var book = Find(code);
        Books[code] = book with { Borrowed = book.Borrowed + 1 };
        return TypedResults.NoContent();
    }

    private static PushStreamHttpResult File(string code) =>
        TypedResults.Stream(body => body.WriteAsync("[]"u8.ToArray()).AsTask(), "application/json", $"{code}.json");

    private static Book Find(string code) => Books.GetOrAdd(code, _ => new Book(7, null, null, 0, "en"));
}

/// <summary>The sample service with the library.</summary>
public sealed class LibraryFixture : Xunit.IAsyncLifetime
{
    private SocialServices.Testing.TestDatabase database = null!;
    internal SampleApp Sample { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await SocialServices.Testing.TestDatabase.CreateAsync();
        Sample = await SampleApp.StartAsync(database, map: LibraryApi.Map);
    }

    public async ValueTask DisposeAsync()
    {
        await Sample.DisposeAsync();
        await database.DisposeAsync();
    }
}
