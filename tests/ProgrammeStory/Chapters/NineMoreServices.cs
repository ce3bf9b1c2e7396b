using SocialServices.ProgrammeStory.Api;
using SocialServices.ProgrammeStory.Data;

namespace SocialServices.ProgrammeStory.Chapters;

/// <summary>The ministry's office imports the sites of the other nine pilot services; then the directory of all twelve is there to be searched.</summary>
internal static class NineMoreServices
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(200);

    // One need, asked for in three languages, two alphabets, and with a mistake.
    private static readonly string[] Questions =
    [
        "gartaşanlara goldaw Türkmenabat",
        "помощь пожилым Туркменабад",
        "older people turkmenabad",
    ];

    public static async Task TellAsync(Agencies agencies, CancellationToken cancellationToken)
    {
        Telling.Chapter("Nine more services open in Ashgabat, Mary and Turkmenabat");
        var office = agencies.Programme;
        var import = await office.ImportSitesAsync(PilotSites.File, cancellationToken);
        for (
            var end = DateTime.UtcNow + Deadline;
            import.State is "queued" or "running";
            import = await office.ImportAsync(import.Id, cancellationToken)
        )
        {
            if (DateTime.UtcNow > end)
            {
                throw new StoryException($"The import {import.Id} is still {import.State} after {Deadline.TotalSeconds:0} s.");
            }

            await Task.Delay(Poll, cancellationToken);
        }

        if (import is not { State: "finished", Rows.Rejected: 0 })
        {
            throw new StoryException($"The import {import.Id} {import.State}, {import.Rows.Rejected} rows were rejected. {import.Failure}");
        }

        Telling.Line("Sites imported from a CSV file", $"{import.Rows.Read, 4}   ({import.Rows.Created} new at that time)");

        Telling.Chapter("The twelve pilot services");
        var places = (await office.PlacesAsync(cancellationToken)).ToDictionary(place => place.Code, place => place.Label);
        var sites = await office.SitesAsync(cancellationToken);
        foreach (
            var type in (await office.ServiceTypesAsync(cancellationToken))
                .Where(type => type.Number is not null)
                .OrderBy(type => type.Number)
        )
        {
            var here = sites.Where(site => site.ServiceType == type.Code).ToList();
            Telling.Line(
                $"{type.Number, 2}. {type.Code} ({type.LeadAgency})",
                string.Join(
                    ", ",
                    here.Select(site => $"{site.Organization} in {places[site.Place]} ({site.Capacity.Free} of {site.Capacity.Total} free)")
                )
            );
        }

        foreach (var question in Questions)
        {
            var found = await office.SearchAsync(question, cancellationToken);
            Telling.Line(
                $"\"{question}\"",
                found is [var best, ..] ? best.Label : throw new StoryException($"Nothing was found for \"{question}\".")
            );
        }
    }
}
