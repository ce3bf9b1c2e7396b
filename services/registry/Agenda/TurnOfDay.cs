using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Calendar;

namespace SocialServices.Registry.Agenda;

/// <summary>
/// Tells what changes by the calendar alone: the first day of a suspension or an accreditation and the day after its last, the first day of an organization's
/// role and the day after its last. The rows say what is true on which day, so nothing is written but that they are modified; those who follow the changes
/// would not look again otherwise. Once a day, whichever replica is first, and for all days that were missed.
/// </summary>
internal sealed class TurnOfDay(RegistryDb db, TimeProvider clock)
{
    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        var last = await db.ToldDays.MaxAsync(d => (DateOnly?)d.Day, cancellationToken) ?? today.AddDays(-1);
        if (last >= today)
        {
            return;
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        if (await db.Database.ExecuteSqlAsync($"insert into told_days (day) values ({today}) on conflict do nothing", cancellationToken) == 0)
        {
            return; // another replica does it
        }

        var now = clock.GetUtcNow();
        // In the order of their ids, as imports lock them.
        var sites = await db.Database.SqlQuery<TurnedSite>(
            $"""
            with turned as (
                select id from sites
                where deleted_at is null and (
                    (accreditation_suspended_from > {last} and accreditation_suspended_from <= {today})
                    or ((accreditation->>'validFrom')::date > {last} and (accreditation->>'validFrom')::date <= {today})
                    or ((accreditation->>'validUntil')::date >= {last} and (accreditation->>'validUntil')::date < {today}))
                order by id for update)
            update sites set modified_at = now() from turned where sites.id = turned.id
            returning sites.id as "Id", sites.place_code as "Place"
            """).ToListAsync(cancellationToken);
        await db.PublishAsync(sites.Select(site => new SiteChanged(site.Id, site.Place) { EventId = Guid.CreateVersion7(now), OccurredAt = now }), cancellationToken);
        var codes = await db.Database.SqlQuery<string>(
            $"""
            with turned as (
                select code from organizations
                where deleted_at is null and exists (
                    select from jsonb_array_elements(role_periods) period
                    where ((period->>'from')::date > {last} and (period->>'from')::date <= {today})
                        or ((period->>'until')::date >= {last} and (period->>'until')::date < {today}))
                order by code for update)
            update organizations set modified_at = now() from turned where organizations.code = turned.code
            returning organizations.code as "Value"
            """).ToListAsync(cancellationToken);
        foreach (var organization in await db.Organizations.AsNoTracking().Where(o => codes.Contains(o.Code)).OrderBy(o => o.Code).ToListAsync(cancellationToken))
        {
            db.Publish(organization.Registered(now));
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    private sealed record TurnedSite(Guid Id, string Place);
}
