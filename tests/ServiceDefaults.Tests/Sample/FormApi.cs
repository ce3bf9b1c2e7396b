using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Errors;

namespace SocialServices.ServiceDefaults.Tests.Sample;

/// <summary>A form with a field of every kind, for what is said about each.</summary>
internal static class FormApi
{
    public enum Sex
    {
        Female,
        Male,
        NotTold,
    }

    public sealed record Form(
        [property: Required, MinLength(3), MaxLength(5)] string Name,
        [property: Range(1, 336)] int? Hours = null,
        [property: MinLength(2)] IReadOnlyList<string>? Languages = null,
        [property: RegularExpression("[a-z]+", ErrorMessage = "Lower case letters only.")] string? Code = null,
        Sex? Sex = null,
        DateOnly? BornOn = null,
        TimeOnly? From = null,
        DateTimeOffset? SeenAt = null,
        Guid? Worker = null,
        bool? Consents = null,
        decimal? Income = null,
        IReadOnlyList<Part>? Parts = null,
        IReadOnlyDictionary<string, Sex>? Others = null
    );

    public sealed record Part([property: Required] string Title, Sex For = Sex.NotTold);

    public sealed record Filter([property: Range(1, 20)] int? PerPage, [property: StringLength(9, MinimumLength = 2)] string? Author);

    public static void Map(WebApplication app)
    {
        var forms = app.MapGroup("/forms").RequireScope(Scopes.RegistryRead);
        forms.MapPost("", (Form form) => TypedResults.Ok(form));
        forms.MapGet("", ([AsParameters] Filter filter) => TypedResults.Ok(filter));
        forms.MapGet("/top", ([FromQuery, Range(1, 5)] int size) => TypedResults.Ok(size));
        forms.MapGet("/refused", () => TypedResults.Problem(title: "Not on Sundays.", statusCode: 403));
        forms.MapPut("/{id:guid}", (Guid id, Form form) => Problems.NotFound($"The form {form.Name}"));
    }
}

/// <summary>The sample service with the forms.</summary>
public sealed class FormFixture : Xunit.IAsyncLifetime
{
    private SocialServices.Testing.TestDatabase database = null!;
    internal SampleApp Sample { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        database = await SocialServices.Testing.TestDatabase.CreateAsync();
        Sample = await SampleApp.StartAsync(database, map: FormApi.Map);
    }

    public async ValueTask DisposeAsync()
    {
        await Sample.DisposeAsync();
        await database.DisposeAsync();
    }
}
