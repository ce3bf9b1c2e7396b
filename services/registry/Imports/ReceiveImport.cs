using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using SocialServices.Registry.Data;
using SocialServices.Registry.Imports.Rows;
using SocialServices.Registry.Organizations;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Exchange;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Registry.Imports;

internal static class ReceiveImport
{
    /// <param name="Kind">sites, or organizations (for the programme's office only).</param>
    /// <param name="DryRun">True: check everything and write nothing.</param>
    /// <param name="Organization">Code of the only organization whose rows are taken.</param>
    /// <param name="Again">True: begin anew even when the same file was imported before, as when the register has changed since.</param>
    public sealed record Query(
        [property: Required, MaxLength(30)] string? Kind,
        bool? DryRun,
        [property: MaxLength(50)] string? Organization,
        bool? Again
    );

    public static void Map(RouteGroupBuilder imports, ImportOptions options) =>
        imports
            .MapPost("", HandleAsync)
            .WithName(nameof(ReceiveImport))
            .WithSummary("Upload a file of sites or organizations. Its rows are processed afterwards.")
            .WithDescription(Description.Of(options))
            .WithMetadata(new RequestSizeLimitAttribute(options.MaxFileSize))
            .Accepts<Stream>("text/csv", "application/vnd.ms-excel", "application/json")
            .Refuses(
                StatusCodes.Status403Forbidden,
                StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType,
                StatusCodes.Status422UnprocessableEntity,
                StatusCodes.Status429TooManyRequests
            );

    internal static async Task<Results<Accepted<ImportView>, Ok<ImportView>, ProblemHttpResult>> HandleAsync(
        [AsParameters] Query query,
        HttpContext http,
        RegistryDb db,
        RequestContext context,
        UploadGate gate,
        ImportSignal signal,
        IOptions<ImportOptions> options,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        if (!Words.TryParse<ImportKind>(query.Kind, out var kind))
        {
            return Problems.Invalid("kind", Words.Expected<ImportKind>());
        }

        if (Refuse(query, kind!.Value, http.Request, context.Caller!, out var format) is { } refused)
        {
            return refused;
        }

        using var place = gate.TryEnter(context.Caller!.Organization);
        if (place is null)
        {
            http.Response.Headers.RetryAfter = "10";
            return Problems.Of(
                StatusCodes.Status429TooManyRequests,
                ProblemTypes.Of("too-many-uploads"),
                "Too many uploads at the moment.",
                "Try again in a moment."
            );
        }

        var import = new Import
        {
            Id = Guid.CreateVersion7(clock.GetUtcNow()),
            Kind = kind.Value,
            Format = format,
            DryRun = query.DryRun is true,
            Organization = query.Organization,
            Uploader = context.Caller!.Organization,
            Client = context.Actor,
            ByOffice = context.Caller.Has(Scopes.ProgrammeManage),
            State = ImportState.Receiving,
            CreatedAt = clock.GetUtcNow(),
        };
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Value.MaxUploadTime);
        try
        {
            return await StoreAsync(import, query.Again is true, http, db, signal, patience.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Problems.Of(StatusCodes.Status408RequestTimeout, ProblemTypes.MalformedRequest, "The upload took too long.");
        }
    }

    // Nothing is seen of the import before its file is whole, and nothing is left of it when it is refused.
    private static async Task<Results<Accepted<ImportView>, Ok<ImportView>, ProblemHttpResult>> StoreAsync(
        Import import,
        bool again,
        HttpContext http,
        RegistryDb db,
        ImportSignal signal,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        db.Add(import);
        await db.SaveChangesAsync(cancellationToken);
        if (await new Upload(db).ReceiveAsync(import, http.Request.Body, ShapeOf(import), cancellationToken) is { } refusal)
        {
            return refusal.Status is StatusCodes.Status415UnsupportedMediaType
                ? Problems.Of(refusal.Status, ProblemTypes.Of("not-what-it-says"), refusal.Errors.Values.First()[0], field: "file")
                : Problems.Invalid(refusal.Errors);
        }

        import.State = ImportState.Queued;
        if (again)
        {
            await Same(db, import).ExecuteUpdateAsync(same => same.SetProperty(i => i.Superseded, true), cancellationToken);
        }

        db.Audit(import.DryRun ? "try import" : "import", import.Subject);
        try
        {
            await db.SaveChangesAsync(cancellationToken);
        }
        catch (DbUpdateException duplicate) when (duplicate.Violates("ix_imports_file"))
        {
            await transaction.RollbackAsync(cancellationToken);
            db.ChangeTracker.Clear();
            return TypedResults.Ok(ImportView.Of(await Same(db, import).AsNoTracking().SingleAsync(cancellationToken)));
        }

        await transaction.CommitAsync(cancellationToken);
        signal.Set();
        return TypedResults.Accepted($"/api/v1/registry/imports/{import.Id}", ImportView.Of(import));
    }

    private static RowShape? ShapeOf(Import import) => import.Format is FileFormat.Csv ? Shapes.Of(import.Kind) : null;

    private static IQueryable<Import> Same(RegistryDb db, Import import) =>
        db.Imports.Where(i =>
            i.Uploader == import.Uploader
            && i.Hash == import.Hash
            && i.Kind == import.Kind
            && i.DryRun == import.DryRun
            && i.Organization == import.Organization
            && !i.Superseded
            && (i.State == ImportState.Queued || i.State == ImportState.Running || i.State == ImportState.Finished)
        );

    private static ProblemHttpResult? Refuse(Query query, ImportKind kind, HttpRequest request, Caller caller, out FileFormat format)
    {
        format = FileFormat.Csv;
        if (
            request.Headers.ContentEncoding is [{ Length: > 0 } encoding]
            && !encoding.Equals("identity", StringComparison.OrdinalIgnoreCase)
        )
        {
            return Problems.Of(
                StatusCodes.Status415UnsupportedMediaType,
                ProblemTypes.Of("not-what-it-says"),
                "Compressed files are not accepted.",
                "Send it as it is.",
                "Content-Encoding"
            );
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || Format(type) is not { } known)
        {
            return Problems.Of(
                StatusCodes.Status415UnsupportedMediaType,
                ProblemTypes.Of("not-what-it-says"),
                "The file must be text/csv or application/json, in UTF-8.",
                field: "Content-Type"
            );
        }

        format = known;
        if (kind is ImportKind.Organizations && !caller.Has(Scopes.ProgrammeManage))
        {
            return Problems.Of(
                StatusCodes.Status403Forbidden,
                ProblemTypes.Forbidden,
                "You may not import organizations.",
                "Only the programme's office may."
            );
        }

        return query.Organization is { } organization && !caller.MayActFor(organization) ? Editing.Forbidden(organization) : null;
    }

    private static FileFormat? Format(MediaTypeHeaderValue type) =>
        (type.MediaType.Value?.ToLowerInvariant(), type.Charset.Value?.Trim('"').ToLowerInvariant()) switch
        {
            ("text/csv", null or "" or "utf-8") => FileFormat.Csv,
            ("application/vnd.ms-excel", null or "" or "utf-8") => FileFormat.Csv, // what browsers call a CSV file where Excel is installed; a workbook is refused by its first bytes
            ("application/json", null or "" or "utf-8") => FileFormat.Hsds,
            _ => null,
        };
}
