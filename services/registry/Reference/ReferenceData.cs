using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Organizations;
using SocialServices.Registry.Records;
using SocialServices.Registry.ServiceTypes;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Reference;

/// <summary>
/// Loads places, organizations and service types from the files of this folder after each migration, and tells the others
/// what is new or changed. A second run changes nothing and tells nothing. A changed entry corrects its record only as long as
/// nobody else has changed that: from then on the record is the office's, with its versions, and a release leaves it alone.
/// </summary>
internal static partial class ReferenceData
{
    private const long LoadLock = 0x7265666572656e63; // "referenc": one loader at a time
    private const string Services = "service:"; // how actors begin that are no people's clients; see RequestContext.Actor

    public static async Task LoadAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        var left = await LoadAsync(
            services.GetRequiredService<RegistryDb>(),
            services.GetRequiredService<TimeProvider>(),
            cancellationToken
        );
        if (left.Count > 0)
        {
            LogLeft(services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(ReferenceData)), string.Join(", ", left));
        }
    }

    /// <returns>The subjects whose entries were not applied, because people changed or deleted those records.</returns>
    internal static async Task<IReadOnlyList<string>> LoadAsync(RegistryDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (now, left) = (clock.GetUtcNow(), new List<string>());
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LoadLock})", cancellationToken);
        await ReferencePlaces.LoadAsync(db, now, left, cancellationToken);
        await LoadOrganizationsAsync(db, now, left, cancellationToken);
        await LoadServiceTypesAsync(db, now, left, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return left;
    }

    /// <param name="db">The register.</param>
    /// <param name="files">The entries of a file, with the hash of each.</param>
    /// <param name="known">All records of their kind, also those that are deleted.</param>
    /// <param name="codeOf">The key of an entry.</param>
    /// <param name="left">Gets the subjects of those entries that differ, but whose records people have changed.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>The entries to apply.</returns>
    internal static async Task<IReadOnlyList<(TEntry Entry, string Hash)>> ChangedAsync<TEntry, TRecord>(
        this RegistryDb db,
        IReadOnlyList<(TEntry Entry, string Hash)> files,
        IReadOnlyDictionary<string, TRecord> known,
        Func<TEntry, string> codeOf,
        List<string> left,
        CancellationToken cancellationToken
    )
        where TRecord : class, IReferenceRecord
    {
        var changed = files.Where(file => known.GetValueOrDefault(codeOf(file.Entry))?.Reference != file.Hash).ToList();
        var subjects = changed.Select(file => known.GetValueOrDefault(codeOf(file.Entry))?.Subject).OfType<string>().ToList();
        var edited = subjects is []
            ? []
            : await db
                .RecordChanges.Where(c => subjects.Contains(c.Subject) && !c.Actor.StartsWith(Services))
                .Select(c => c.Subject)
                .Distinct()
                .OrderBy(subject => subject)
                .ToListAsync(cancellationToken);
        left.AddRange(edited);
        return
        [
            .. changed.Where(file => known.GetValueOrDefault(codeOf(file.Entry)) is not { } record || !edited.Contains(record.Subject)),
        ];
    }

    private static async Task LoadOrganizationsAsync(
        RegistryDb db,
        DateTimeOffset now,
        List<string> left,
        CancellationToken cancellationToken
    )
    {
        var known = await db.Organizations.IgnoreQueryFilters().ToDictionaryAsync(o => o.Code, cancellationToken);
        foreach (
            var (entry, hash) in await db.ChangedAsync(
                ReferenceFile.Read<OrganizationEntry>("organizations.json"),
                known,
                e => e.Code,
                left,
                cancellationToken
            )
        )
        {
            var organization =
                known.GetValueOrDefault(entry.Code)
                ?? Add(
                    db,
                    new Organization
                    {
                        Code = entry.Code,
                        Kind = entry.Kind,
                        Name = entry.Name,
                    }
                );
            (organization.Kind, organization.Name, organization.ParentCode, organization.Website) = (
                entry.Kind,
                entry.Name,
                entry.Parent,
                entry.Website
            );
            organization.TakeRoles(entry.Roles, Ashgabat.Day(now));
            (organization.Inferred, organization.Note, organization.Reference) = (entry.Inferred, entry.Note, hash);
            db.Publish(organization.Registered());
        }
    }

    private static async Task LoadServiceTypesAsync(
        RegistryDb db,
        DateTimeOffset now,
        List<string> left,
        CancellationToken cancellationToken
    )
    {
        var known = await db.ServiceTypes.IgnoreQueryFilters().ToDictionaryAsync(t => t.Code, cancellationToken);
        foreach (
            var (entry, hash) in await db.ChangedAsync(
                ReferenceFile.Read<ServiceTypeEntry>("service-types.json"),
                known,
                e => e.Code,
                left,
                cancellationToken
            )
        )
        {
            var type =
                known.GetValueOrDefault(entry.Code)
                ?? Add(
                    db,
                    new ServiceType
                    {
                        Code = entry.Code,
                        Name = entry.Name,
                        LeadAgencyCode = entry.LeadAgency,
                        Forms = [],
                        TargetGroups = [],
                        Needs = [],
                        RequiredCompetences = [],
                    }
                );
            (type.Number, type.Name) = (entry.Number, entry.Name);
            (type.LeadAgencyCode, type.LeadAgencyInferred) = (entry.LeadAgency, entry.LeadAgencyInferred);
            (type.MinimumAge, type.MaximumAge, type.Forms) = (entry.MinimumAge, entry.MaximumAge, [.. entry.Forms.Select(Words.Of)]);
            (type.Sex, type.Conditions, type.Standard) = (entry.Sex, entry.Conditions ?? [], entry.Standard);
            (type.TargetGroups, type.Needs, type.RequiredCompetences) = (entry.TargetGroups, entry.Needs, entry.RequiredCompetences);
            (type.Note, type.Reference) = (entry.Note, hash);
            db.Publish(type.Defined());
        }
    }

    private static TRecord Add<TRecord>(RegistryDb db, TRecord record)
        where TRecord : class => db.Add(record).Entity;

    [LoggerMessage(
        LogLevel.Warning,
        "This release's reference data says something else about {Subjects}, which were edited or deleted since: they stay as they are"
    )]
    private static partial void LogLeft(ILogger logger, string subjects);
}
