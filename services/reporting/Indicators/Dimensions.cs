using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Indicators;

/// <summary>Every way in which indicators are broken down.</summary>
internal static class Dimensions
{
    // entered-in-error is missing: such a referral never was one. draft: it was never sent.
    private static readonly string[] Statuses =
    [
        "requested",
        "accepted",
        "rejected",
        "in-progress",
        "on-hold",
        "completed",
        "failed",
        "cancelled",
    ];
    private static readonly string[] Sources =
    [
        "self",
        "family",
        "community",
        "social-worker",
        "health",
        "education",
        "police",
        "court",
        "ngo",
        "other",
    ];
    private static readonly string[] Reasons =
    [
        "goals-met",
        "moved-away",
        "lost-contact",
        "declined-by-user",
        "transferred",
        "deceased",
        "other",
    ];

    /// <summary>ISO 3166-2, as at the beginning of every place code.</summary>
    public static string[] Velayats { get; } = ["TM-A", "TM-B", "TM-D", "TM-L", "TM-M", "TM-S"];

    public static FrozenDictionary<string, Dimension> All { get; } =
        new[]
        {
            Fixed("sex", ["female", "male"], "#meta+category+sex"),
            new Dimension("age-band", (_, _) => Task.FromResult(Ages()), "#meta+category+age"),
            Fixed("disability", ["yes", "no"], "#meta+category+disability") with
            {
                IsSensitive = true,
                Harmless = ["no"],
            },
            new Dimension("place", PlacesAsync, "#adm1+code"),
            Fixed("status", Statuses, "#status+code"),
            Fixed("priority", ["emergency", "urgent", "normal"], "#severity+code"),
            Fixed("risk-level", ["low", "medium", "high", "critical"], "#severity+code") with
            {
                IsSensitive = true,
                Harmless = ["low"],
            },
            Fixed("source", Sources, "#meta+source"),
            Fixed("reason", Reasons, "#meta+reason") with
            {
                IsSensitive = true,
                Harmless = ["goals-met", "other"],
            },
            Fixed("need", Needs.All, "#meta+need") with
            {
                IsSensitive = true,
            },
            Known("organization", Organizations, "#org+code"),
            Known("programme", "select distinct programme as \"Value\" from courses", "#activity+code"),
            Known("service-type", ServiceTypes, "#service+code") with
            {
                IsSensitive = true,
                Harmless = ["case-management"],
            },
        }.ToFrozenDictionary(dimension => dimension.Code);

    private static IReadOnlyList<Node> Ages()
    {
        string GroupOf(string band) => band is "0-5" or "6-11" or "12-17" ? "children" : "adults";
        return
        [
            new Node("children"),
            new Node("adults"),
            .. AgeBands
                .All.Where(band => band is not AgeBands.Unknown)
                .Select(band => band is "60+" ? new Node(band) : new Node(band, GroupOf(band))),
        ];
    }

    private static async Task<IReadOnlyList<Node>> PlacesAsync(ReportingDb db, CancellationToken cancellationToken)
    {
        var parts = await db
            .Database.SqlQuery<Node>(
                $"select place as \"Code\", parent as \"Parent\" from places where parent = any ({Velayats}) order by place"
            )
            .ToListAsync(cancellationToken);
        return
        [
            .. Velayats.Select(velayat => new Node(velayat)),
            .. parts,
            .. parts.Select(part => part.Parent!).Distinct().Select(velayat => new Node(Axis.Unknown(velayat), velayat)),
        ];
    }

    private const string Organizations =
        "select organization as \"Value\" from organizations union select organization from sites where not deleted union select organizer from courses";
    private const string ServiceTypes =
        "select service_type as \"Value\" from service_types where not deleted union select service_type from sites where not deleted";

    private static Dimension Fixed(string code, IReadOnlyList<string> categories, string hxlTag) =>
        new(code, (_, _) => Task.FromResult<IReadOnlyList<Node>>([.. categories.Select(category => new Node(category))]), hxlTag);

    // What the public registers know, in the order of the codes: never what is found on people.
    private static Dimension Known(string code, string sql, string hxlTag) =>
        new(
            code,
            async (db, cancellationToken) =>
                (await db.Database.SqlQueryRaw<string?>(sql).ToListAsync(cancellationToken))
                    .OfType<string>()
                    .Where(known => known is not Dimension.Unknown)
                    .Order(StringComparer.Ordinal)
                    .Select(known => new Node(known))
                    .ToList(),
            hxlTag
        );
}
