using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts.Registry;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Agenda;

/// <summary>
/// Tells what changes by the calendar alone: the first day of a suspension or an accreditation and the day after its last, the first day of an organization's
/// role and the day after its last. The rows say what is true on which day, so nothing is written but that they are modified; those who follow the changes
/// would not look again otherwise. Once a day, by whichever replica is first, and for all days that were missed. Who is killed on the way begins that again:
/// some are told twice then.
/// </summary>
internal sealed class TurnOfDay(RegistryDb db, TimeProvider clock)
{
    private const long TurnLock = 0x7475726e6f66; // "turnof": one replica at a time
    private const int AtOnce = 500; // sites that nobody can reserve capacity at meanwhile

    public async Task HandleAsync(CancellationToken cancellationToken)
    {
        var today = clock.Today();
        if (await LastAsync(cancellationToken) >= today)
        {
            return;
        }

        await using var turn = await SessionLock.TryAsync(db, TurnLock, cancellationToken);
        if (turn is not null)
        {
            await TellAsync(today, cancellationToken);
        }
    }

    private async Task<DateOnly?> LastAsync(CancellationToken cancellationToken) =>
        await db.ToldDays.MaxAsync(d => (DateOnly?)d.Day, cancellationToken);

    private async Task TellAsync(DateOnly today, CancellationToken cancellationToken)
    {
        var last = await LastAsync(cancellationToken) ?? today.AddDays(-1);
        if (last >= today)
        {
            return; // another replica has just done it
        }

        for (Guid? after = Guid.Empty; after is { } id; )
        {
            after = await TellSitesAsync(id, last, today, cancellationToken);
        }

        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        await TellOrganizationsAsync(last, today, cancellationToken);
        db.Add(new ToldDay { Day = today });
        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <returns>The last site that was told; null when there is none behind it.</returns>
    private async Task<Guid?> TellSitesAsync(Guid after, DateOnly last, DateOnly today, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        // In the order of their ids, as imports lock them.
        var sites = await db
            .Database.SqlQuery<TurnedSite>(
                $"""
                with turned as (
                    select id from sites
                    where id > {after} and deleted_at is null and (
                        (accreditation_suspended_from > {last} and accreditation_suspended_from <= {today})
                        or ((accreditation->>'validFrom')::date > {last} and (accreditation->>'validFrom')::date <= {today})
                        or ((accreditation->>'validUntil')::date >= {last} and (accreditation->>'validUntil')::date < {today}))
                    order by id limit {AtOnce} for no key update)
                update sites set modified_at = now() from turned where sites.id = turned.id
                returning sites.id as "Id", sites.place_code as "Place"
                """
            )
            .ToListAsync(cancellationToken);
        await db.PublishAsync(sites.Select(site => new SiteChanged(site.Id, site.Place)), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return sites.Count < AtOnce ? null : sites.Select(site => site.Id).OrderBy(id => id.ToString("N"), StringComparer.Ordinal).Last();
    }

    // Whoever enters something of an organization shares its key and is not waited for.
    private async Task TellOrganizationsAsync(DateOnly last, DateOnly today, CancellationToken cancellationToken)
    {
        var codes = await db
            .Database.SqlQuery<string>(
                $"""
                with turned as (
                    select code from organizations
                    where deleted_at is null and exists (
                        select from jsonb_array_elements(role_periods) period
                        where ((period->>'from')::date > {last} and (period->>'from')::date <= {today})
                            or ((period->>'until')::date >= {last} and (period->>'until')::date < {today}))
                    order by code for no key update)
                update organizations set modified_at = now() from turned where organizations.code = turned.code
                returning organizations.code as "Value"
                """
            )
            .ToListAsync(cancellationToken);
        foreach (
            var organization in await db
                .Organizations.AsNoTracking()
                .Where(o => codes.Contains(o.Code))
                .OrderBy(o => o.Code)
                .ToListAsync(cancellationToken)
        )
        {
            db.Publish(organization.Registered());
        }
    }

    private sealed record TurnedSite(Guid Id, string Place);
}
