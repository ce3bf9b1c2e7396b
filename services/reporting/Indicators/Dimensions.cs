using System.Collections.Frozen;
using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Indicators;

/// <summary>Every way in which indicators are broken down.</summary>
internal static class Dimensions
{
    // ISO 3166-2, as at the beginning of every place code. Etraps are too small to publish people by.
    private static readonly string[] Velayats = ["TM-A", "TM-B", "TM-D", "TM-L", "TM-M", "TM-S"];

    // entered-in-error is missing: such a referral never was one and is not counted.
    private static readonly string[] Statuses =
    [
        "draft",
        "requested",
        "accepted",
        "rejected",
        "in-progress",
        "on-hold",
        "completed",
        "failed",
        "cancelled",
    ];

    public static FrozenDictionary<string, Dimension> All { get; } =
        new[]
        {
            Fixed("sex", u => u.Sex, ["female", "male"], "#meta+category+sex"),
            Fixed("age-band", u => u.AgeBand, [.. AgeBands.All.Where(band => band != AgeBands.Unknown)], "#meta+category+age"),
            Fixed("disability", u => u.Disability, ["yes", "no"], "#meta+category+disability"),
            Fixed("place", u => u.Place, Velayats, "#adm1+code") with
            {
                Fold = code => code.Length > 4 && code[4] == '-' ? code[..4] : code,
            },
            Fixed("status", u => u.Status, Statuses, "#status+code"),
            Fixed("priority", u => u.Priority, ["emergency", "urgent", "normal"], "#severity+code"),
            Known("organization", u => u.Organization, Organizations, "#org+code"),
            Known("programme", u => u.Programme, db => db.Courses.Select(c => c.Programme), "#activity+code"),
            Known("service-type", u => u.ServiceType, ServiceTypes, "#service+code"),
        }.ToFrozenDictionary(dimension => dimension.Code);

    private static IQueryable<string> Organizations(ReportingDb db) =>
        db
            .Organizations.Select(o => o.Organization)
            .Union(db.Sites.Where(s => s.Organization != null).Select(s => s.Organization!))
            .Union(db.Courses.Select(c => c.Organizer));

    private static IQueryable<string> ServiceTypes(ReportingDb db) =>
        db.ServiceTypes.Select(t => t.ServiceType).Union(db.Sites.Where(s => s.ServiceType != null).Select(s => s.ServiceType!));

    private static Dimension Fixed(
        string code,
        Expression<Func<CountedUnit, string?>> column,
        IReadOnlyList<string> categories,
        string hxlTag
    ) => new(code, column, (_, _) => Task.FromResult(categories), hxlTag);

    // What the public registers know, in the order of the codes: never what is found on people.
    private static Dimension Known(
        string code,
        Expression<Func<CountedUnit, string?>> column,
        Func<ReportingDb, IQueryable<string>> codes,
        string hxlTag
    ) =>
        new(
            code,
            column,
            async (db, cancellationToken) =>
                (await codes(db).Distinct().ToListAsync(cancellationToken))
                    .Where(known => known != Dimension.Unknown)
                    .Order(StringComparer.Ordinal)
                    .ToList(),
            hxlTag
        );
}
