using SocialServices.Contracts.Registry.V1;
using SocialServices.Registry.Workers;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.PersonalData;
using Worker = SocialServices.Registry.Workers.Worker;

namespace SocialServices.Registry.Grpc;

/// <summary>Of a worker the other services get demographics, and the name where a certificate must show it.</summary>
internal static class WorkerAnswer
{
    public static Contracts.Registry.V1.Worker Of(
        Worker worker,
        IEnumerable<WorkerCompetence> competences,
        Envelope envelope,
        DateOnly today,
        bool named
    )
    {
        var identity = envelope.Open<WorkerIdentity>(worker.Personal, worker.Id, nameof(worker.Personal));
        var facts = worker.DemographicsOn(identity, today);
        var answer = new Contracts.Registry.V1.Worker
        {
            WorkerId = worker.Id.ToString(),
            Organization = worker.OrganizationCode,
            Role = Words.Of(worker.Role),
            Sex = facts.Sex,
            AgeBand = facts.AgeBand,
            Disability = facts.Disability is true,
            DisabilityAsked = facts.Disability is not null,
            Place = facts.Place,
            Active = worker.Active,
            FullName = named ? $"{identity.GivenName} {identity.FamilyName}" : "",
            Competences = { competences.Where(c => c.StateOn(today) is CompetenceState.Valid).Select(Of) },
            Posts = { worker.Posts.Select(Of) },
        };
        if (worker.CaseloadLimit is { } limit)
        {
            answer.CaseloadLimit = limit;
        }

        return answer;
    }

    private static Competence Of(WorkerCompetence competence) =>
        new()
        {
            Competence_ = competence.Competence,
            ValidFrom = Answers.DayOf(competence.ValidFrom),
            ValidUntil = Answers.DayOf(competence.ValidUntil),
        };

    private static Post Of(WorkerPost post) =>
        new()
        {
            Organization = post.Organization,
            Role = Words.Of(post.Role),
            Place = post.Place,
            From = Answers.DayOf(post.From),
            Until = Answers.DayOf(post.Until),
            Share = post.Share,
        };
}
