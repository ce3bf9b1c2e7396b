using SocialServices.ProgrammeStory.Api;
using SocialServices.ProgrammeStory.Data;

namespace SocialServices.ProgrammeStory.Chapters;

/// <summary>Seven providers enter the people into the register whom they will send to the training.</summary>
internal static class Employers
{
    /// <returns>The workers by participant.</returns>
    public static async Task<IReadOnlyDictionary<Participant, Worker>> TellAsync(Agencies agencies, CancellationToken cancellationToken)
    {
        Telling.Chapter("Seven providers register 20 workers");
        var workers = new Dictionary<Participant, Worker>();
        foreach (var staff in Workforce.All.GroupBy(participant => participant.Person.Organization))
        {
            var employer = agencies.For(staff.Key);
            var known = (await employer.WorkersAsync(staff.Key, cancellationToken))
                .Where(worker => worker.Code is not null)
                .ToDictionary(worker => worker.Code!);
            var made = 0;
            foreach (var participant in staff)
            {
                if (!known.TryGetValue(participant.Person.Code, out var worker))
                {
                    worker = await employer.RegisterWorkerAsync(participant.Person, cancellationToken);
                    made++;
                }

                workers[participant] = worker;
            }

            Telling.Count($"{staff.Key} (by {employer.Name})", staff.Count(), made);
        }

        return workers;
    }
}
