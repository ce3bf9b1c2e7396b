using System.Globalization;
using SocialServices.Contracts;
using SocialServices.Contracts.Referrals;

namespace SocialServices.Benchmarks.Reporting;

/// <summary>Facts for the benchmark: by SQL, because a million of them would come one after the other, and as events for the rebuild.</summary>
internal static class ReportingSeed
{
    private static readonly string[] Ages = ["0-5", "6-11", "12-17", "18-24", "25-44", "45-59", "60+"];

    public static async Task PlantAsync(BenchedReporting reporting, int facts)
    {
        await using var file =
            typeof(ReportingSeed).Assembly.GetManifestResourceStream("reporting-facts.sql")
            ?? throw new InvalidOperationException("facts.sql is not embedded.");
        using var reader = new StreamReader(file);
        await reporting.ExecuteAsync(string.Format(CultureInfo.InvariantCulture, await reader.ReadToEndAsync(), facts));
    }

    /// <summary>The log of the referrals service: cases opened and closed, assessments, referrals that move.</summary>
    public static void Tell(BenchedReporting reporting, int events)
    {
        var at = new DateTimeOffset(2020, 1, 1, 6, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < events; i += 5)
        {
            at = at.AddMinutes(3);
            var (user, caseId, referral, person) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), PersonOf(i / 5));
            Add(new CaseOpened(caseId, "mlspp", person, user, "self"));
            Add(new NeedsAssessed(Guid.CreateVersion7(), caseId, user, "mlspp", "basic", 1, "low", ["loneliness"], null, person));
            Add(Moved(null, "draft", 1));
            Add(Moved("draft", "requested", 2));
            Add(new CaseClosed(caseId, "goals-met"));

            ReferralStatusChanged Moved(string? from, string to, int step) =>
                new(referral, caseId, from, to, step, "case-management", user, "mlspp", "nrcs", "normal", person, user);
        }

        void Add(IntegrationEvent happened) =>
            reporting.Append("referrals", happened with { EventId = Guid.CreateVersion7(), OccurredAt = at });
    }

    /// <summary>Somebody, the same for the same number.</summary>
    public static Demographics PersonOf(int number) =>
        new(number % 3 == 0 ? "male" : "female", Ages[number % Ages.Length], number % 7 == 0, "TM-S-01");
}
