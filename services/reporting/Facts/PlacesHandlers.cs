using SocialServices.Contracts.Registry;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Facts;

/// <summary>
/// What became of a place, unless it was defined again since. What happens there from that day on is counted at its successor, when
/// there is only one.
/// </summary>
internal sealed class PlaceAbolishedHandler(ReportingDb db) : FactHandler<PlaceAbolished>(db)
{
    protected override FormattableString Write(PlaceAbolished happened, long position) =>
        $"""
            insert into places (place, kind, name_en, position, ended_on, successors, ended_position)
            values ({happened.Place}, '', '', 0, {happened.On}, {happened.Successors.ToArray()}, {position})
            on conflict (place) do update set
                ended_on = excluded.ended_on, successors = excluded.successors, ended_position = excluded.ended_position
            where places.ended_position < excluded.ended_position
            """;
}

/// <summary>The newest definition counts; without a last day it takes an end back.</summary>
internal sealed class PlaceDefinedHandler(ReportingDb db) : FactHandler<PlaceDefined>(db)
{
    protected override FormattableString Write(PlaceDefined happened, long position) =>
        $"""
            insert into places (place, parent, kind, name_en, valid_until, position, ended_position)
            values (
                {happened.Place}, {happened.Parent}, {happened.Kind}, {happened.NameEn}, {happened.ValidUntil}, {position},
                {(happened.ValidUntil is null ? position : 0)})
            on conflict (place) do update set
                parent = case when places.position < excluded.position then excluded.parent else places.parent end,
                kind = case when places.position < excluded.position then excluded.kind else places.kind end,
                name_en = case when places.position < excluded.position then excluded.name_en else places.name_en end,
                valid_until = case when places.position < excluded.position then excluded.valid_until else places.valid_until end,
                position = greatest(places.position, excluded.position),
                ended_on = case when places.ended_position < excluded.ended_position then null else places.ended_on end,
                successors = case when places.ended_position < excluded.ended_position then array[]::text[] else places.successors end,
                ended_position = greatest(places.ended_position, excluded.ended_position)
            """;
}
