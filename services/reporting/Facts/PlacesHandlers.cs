using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Facts;

/// <summary>The newest definition counts.</summary>
internal sealed class PlaceDefinedHandler(ReportingDb db) : FactHandler<PlaceDefined>(db)
{
    protected override FormattableString Write(PlaceDefined happened, long position) =>
        $"""
            insert into places (place, parent, kind, name_en, valid_until, position)
            values ({happened.Place}, {happened.Parent}, {happened.Kind}, {happened.NameEn}, {happened.ValidUntil}, {position})
            on conflict (place) do update set
                parent = excluded.parent, kind = excluded.kind, name_en = excluded.name_en, valid_until = excluded.valid_until, position = excluded.position
            where places.position < excluded.position
            """;
}
