using System.Diagnostics;
using SocialServices.ProgrammeStory.Api;
using SocialServices.ProgrammeStory.Data;

namespace SocialServices.ProgrammeStory.Chapters;

/// <summary>The end: what the reporting service counts once it has heard of everything.</summary>
internal static class Report
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);

    private static readonly string[] Uncounted = ["draft", "entered-in-error"];

    public static async Task TellAsync(Agencies agencies, CancellationToken cancellationToken)
    {
        var office = await agencies.SomebodyOfAsync(agencies.Programme, cancellationToken); // figures about people need one
        var referred = (await agencies.Cases.ReferralsMadeAsync(cancellationToken)).Count(referral => !Uncounted.Contains(referral.Status));
        var watch = Stopwatch.StartNew();
        while (await WhatIsMissingAsync(office, referred, cancellationToken) is { } missing)
        {
            if (watch.Elapsed > Deadline)
            {
                var sources = await office.FreshnessAsync(cancellationToken);
                throw new StoryException(
                    $"The reports are not complete after {Deadline.TotalSeconds:0} s: {missing}. "
                        + $"Counted so far: {string.Join(", ", sources.Select(source => $"{source.Source} up to event {source.HighestPosition}"))}."
                );
            }

            await Task.Delay(Poll, cancellationToken);
        }

        await PrintAsync(office, cancellationToken);
    }

    /// <summary>The system may hold more than the story, never less.</summary>
    private static async Task<string?> WhatIsMissingAsync(Agency office, int referred, CancellationToken cancellationToken)
    {
        var summary = await office.SummaryAsync(cancellationToken);
        (string What, long Counted, long Expected)[] expectations =
        [
            ("people trained", summary.PeopleTrained, StrongFamilies.People),
            ("providers with trained people", summary.OrganizationsTrained, StrongFamilies.ProvidersCount),
            ("certificates", summary.CertificatesIssued, StrongFamilies.People),
            ("services operating", summary.ServicesOperating, Sites.All.Count + PilotSites.Services),
            ("referrals", summary.Referrals, referred),
            .. Families
                .All.SelectMany(family => family.Members)
                .CountBy(member => member.Outcome)
                .Select(pair => ($"referrals {CodeOf(pair.Key)}", summary.ReferralsByStatus.Of(CodeOf(pair.Key)).Value, (long)pair.Value)),
        ];
        return expectations
            .Where(expectation => expectation.Counted < expectation.Expected)
            .Select(expectation => $"{expectation.What}: {expectation.Counted} of {expectation.Expected}")
            .FirstOrDefault();
    }

    private static async Task PrintAsync(Agency office, CancellationToken cancellationToken)
    {
        var summary = await office.SummaryAsync(cancellationToken);
        var bySex = await office.IndicatorAsync("people-trained", "sex", cancellationToken);
        var byService = await office.IndicatorAsync("referrals", "service-type", cancellationToken);
        var names = (await office.ServiceTypesAsync(cancellationToken)).ToDictionary(type => type.Code, type => type.Label);

        Telling.Chapter("What the reports say");
        Console.WriteLine(
            $"""

              {summary.PeopleTrained} people from {summary.OrganizationsTrained} providers trained ({bySex.Cells.Of(
                "female"
            )} women, {bySex.Cells.Of("male")} men), {summary.CertificatesIssued} certificates
              {summary.ServicesOperating} services operating at {summary.SitesOperating} sites
              {summary.CasesOpened} cases opened, {summary.Referrals} referrals
            """
        );
        Table("Referrals by state", summary.ReferralsByStatus.Where(cell => cell.Value is not 0), cell => cell.Key);
        Table(
            "Referrals by service",
            byService.Cells.Where(cell => cell.Value is not 0),
            cell => names.GetValueOrDefault(cell.Key, cell.Key)
        );
    }

    private static void Table(string title, IEnumerable<Cell> cells, Func<Cell, string> label)
    {
        Console.WriteLine($"\n  {title}");
        foreach (var cell in cells)
        {
            Console.WriteLine($"  {cell, 8}  {label(cell)}");
        }
    }

    private static string CodeOf(Outcome outcome) => outcome is Outcome.InProgress ? "in-progress" : outcome.ToString().ToLowerInvariant();
}
