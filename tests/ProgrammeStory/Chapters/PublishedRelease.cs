using System.Diagnostics;
using SocialServices.ProgrammeStory.Api;

namespace SocialServices.ProgrammeStory.Chapters;

/// <summary>What everybody may read: the first quarter of 2021, in which 102 managers were trained, with the proof that it reveals nobody.</summary>
internal static class PublishedRelease
{
    private const string Quarter = "2021-Q1";
    private const string ByAgeAndSex = "people-trained-by-age-band-sex-2021-Q1";
    private const string Survey = "survey-response-2021-Q1";
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(250);
    private static readonly object[] Tables =
    [
        new { indicator = "people-trained", by = new[] { "age-band", "sex" } },
        new { indicator = "trainings-completed", by = new[] { "programme" } },
        new { indicator = "certificates-issued", by = new[] { "programme" } },
        new { indicator = "survey-response", by = Array.Empty<string>() },
        new { indicator = "attendance", by = Array.Empty<string>() },
    ];

    public static async Task TellAsync(Agencies agencies, CancellationToken cancellationToken)
    {
        var office = agencies.Programme;
        var release =
            (await office.ReleasesAsync(cancellationToken)).FirstOrDefault(one => one.Period == Quarter && !one.IsRefused)
            ?? await office.PlanReleaseAsync(new { period = Quarter, tables = Tables }, cancellationToken);
        for (var watch = Stopwatch.StartNew(); !release.IsPublished; release = await office.ReleaseAsync(release.Number, cancellationToken))
        {
            if (release.IsRefused || watch.Elapsed > Deadline)
            {
                throw new StoryException($"The release of {Quarter} is {release.Status}. {release.RefusedBecause}");
            }

            await Task.Delay(Poll, cancellationToken);
        }

        await PrintAsync(office, release, cancellationToken);
    }

    private static async Task PrintAsync(Agency office, Release release, CancellationToken cancellationToken)
    {
        var proof = release.Certificate!;
        Telling.Chapter($"What everybody may read: release {release.Number} of {Quarter}, SHA-256 {release.Hash![..12]}…");
        Console.WriteLine(
            $"""

              Certified: {proof.Cells} numbers, {proof.Hidden} of them hidden; no reader can tell one closer than {proof.SmallestInterval} (tried: {proof.Attackers})

              People trained by age and sex
            """
        );
        var table = await office.ReleaseTableAsync(release.Number, ByAgeAndSex, cancellationToken);
        foreach (var cell in table.Cells.Where(cell => cell.Value is not 0 && cell.Status is not "structural-zero"))
        {
            var at = cell.At.Where(category => category is not "total").DefaultIfEmpty("all");
            Console.WriteLine($"  {cell.Text, 8}  {string.Join(", ", at)}");
        }

        var survey = (await office.ReleaseTableAsync(release.Number, Survey, cancellationToken)).Cells.Single();
        Console.WriteLine($"  {survey.Text, 8}  percent of them answered the survey");
    }
}
