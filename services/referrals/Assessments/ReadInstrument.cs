using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Data;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.Assessments;

internal static class ReadInstrument
{
    /// <param name="Version">From 1.</param>
    /// <example>
    /// {"version": 1, "publishedAt": "2021-05-06T09:30:00Z", "instrument": {"code": "child-strengths",
    /// "name": {"tk": "Çaganyň güýçli we kyn taraplary", "ru": "Сильные стороны и трудности ребёнка",
    /// "en": "Strengths and difficulties of a child (invented items)"}, "sections": [{"code": "worries", "title": {"tk": "Aladalar",
    /// "ru": "Тревоги", "en": "Worries"}, "questions": [{"code": "worries-1", "text": {"tk": "Aladalar 1", "ru": "Тревоги 1",
    /// "en": "Is often sad without a reason"}, "kind": "choice", "options": [{"code": "not", "text": {"tk": "Dogry däl",
    /// "ru": "Неверно", "en": "Not true"}, "score": 0}], "isRequired": false}]}], "scales": [{"code": "worries",
    /// "name": {"tk": "Aladalar", "ru": "Тревоги", "en": "Worries"}, "questions": ["worries-1", "worries-2", "worries-3", "worries-4",
    /// "worries-5"], "scales": [], "minAnswered": 3, "bands": [{"from": 0, "to": 2, "band": "close-to-average"}]}]}}
    /// </example>
    public sealed record Response(int Version, DateTimeOffset PublishedAt, Instrument Instrument);

    /// <param name="Version">The newest.</param>
    public sealed record Item(string Code, int Version);

    /// <param name="Items">By code.</param>
    /// <example>{"items": [{"code": "needs-assessment", "version": 1}]}</example>
    public sealed record List(IReadOnlyList<Item> Items);

    public static void Map(RouteGroupBuilder read)
    {
        read.MapGet("/instruments", ListAsync).WithName("ListInstruments").WithSummary("The instruments by which needs are assessed.");
        read.MapGet("/instruments/{code}", HandleAsync)
            .WithName(nameof(ReadInstrument))
            .WithSummary("An instrument with its questions, conditions, scales and bands; the newest version when none is asked for.")
            .Refuses(StatusCodes.Status404NotFound);
    }

    /// <param name="version">Number of the version; absent = the newest.</param>
    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        string code,
        [FromQuery(Name = "version")] int? version,
        ReferralsDb db,
        CancellationToken cancellationToken
    ) =>
        await db
            .Instruments.AsNoTracking()
            .Where(i => i.Code == code && (version == null || i.Version == version))
            .OrderByDescending(i => i.Version)
            .FirstOrDefaultAsync(cancellationToken)
            is { } found
            ? TypedResults.Ok(new Response(found.Version, found.PublishedAt, found.Read()))
            : Problems.NotFound("The instrument");

    internal static async Task<Ok<List>> ListAsync(ReferralsDb db, CancellationToken cancellationToken)
    {
        var newest = await db
            .Instruments.GroupBy(i => i.Code)
            .Select(group => new { group.Key, Version = group.Max(i => i.Version) })
            .OrderBy(i => i.Key)
            .ToListAsync(cancellationToken);
        return TypedResults.Ok(new List([.. newest.Select(i => new Item(i.Key, i.Version))]));
    }
}
