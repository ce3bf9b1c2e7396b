using Microsoft.EntityFrameworkCore;
using SocialServices.Registry.Data;
using SocialServices.Registry.Organizations;
using SocialServices.Registry.ServiceTypes;
using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Registry.Reference;

/// <summary>
/// Loads places, organizations and service types from the files of this folder after each migration, and tells the others
/// what is new or changed. A second run changes nothing and tells nothing.
/// </summary>
internal static class ReferenceData
{
    private const long LoadLock = 0x7265666572656e63; // "referenc": one loader at a time

    public static Task LoadAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        LoadAsync(services.GetRequiredService<RegistryDb>(), services.GetRequiredService<TimeProvider>(), cancellationToken);

    internal static async Task LoadAsync(RegistryDb db, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({LoadLock})", cancellationToken);
        await ReferencePlaces.LoadAsync(db, now, cancellationToken);
        await LoadOrganizationsAsync(db, now, cancellationToken);
        await LoadServiceTypesAsync(db, now, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private static async Task LoadOrganizationsAsync(RegistryDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = await db.Organizations.ToDictionaryAsync(o => o.Code, cancellationToken);
        foreach (var (entry, hash) in ReferenceFile.Read<OrganizationEntry>("organizations.json"))
        {
            var organization = known.GetValueOrDefault(entry.Code)
                ?? Add(db, new Organization { Code = entry.Code, Kind = entry.Kind, Name = entry.Name });
            if (organization.Reference == hash)
            {
                continue;
            }

            (organization.Kind, organization.Name, organization.ParentCode, organization.Website) = (entry.Kind, entry.Name, entry.Parent, entry.Website);
            organization.TakeRoles(entry.Roles, Ashgabat.Day(now));
            (organization.Inferred, organization.Note, organization.Reference) = (entry.Inferred, entry.Note, hash);
            db.Publish(organization.Registered(now));
        }
    }

    private static async Task LoadServiceTypesAsync(RegistryDb db, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var known = await db.ServiceTypes.ToDictionaryAsync(t => t.Code, cancellationToken);
        foreach (var (entry, hash) in ReferenceFile.Read<ServiceTypeEntry>("service-types.json"))
        {
            var type = known.GetValueOrDefault(entry.Code) ?? Add(db, new ServiceType
            {
                Code = entry.Code, Name = entry.Name, LeadAgencyCode = entry.LeadAgency, Forms = [], TargetGroups = [], Needs = [], RequiredCompetences = [],
            });
            if (type.Reference == hash)
            {
                continue;
            }

            (type.Number, type.Name) = (entry.Number, entry.Name);
            (type.LeadAgencyCode, type.LeadAgencyInferred) = (entry.LeadAgency, entry.LeadAgencyInferred);
            (type.MinimumAge, type.MaximumAge, type.Forms) = (entry.MinimumAge, entry.MaximumAge, [.. entry.Forms.Select(Words.Of)]);
            (type.Sex, type.Conditions, type.Standard) = (entry.Sex, entry.Conditions ?? [], entry.Standard);
            (type.TargetGroups, type.Needs, type.RequiredCompetences) = (entry.TargetGroups, entry.Needs, entry.RequiredCompetences);
            (type.Note, type.Reference) = (entry.Note, hash);
            db.Publish(type.Defined(now));
        }
    }

    private static TRecord Add<TRecord>(RegistryDb db, TRecord record)
        where TRecord : class => db.Add(record).Entity;
}
