using SocialServices.ProgrammeStory.Api;
using SocialServices.ProgrammeStory.Data;

namespace SocialServices.ProgrammeStory.Chapters;

/// <summary>A person of the story whose case is open, with the consent to be referred.</summary>
internal sealed record PersonInCare(Member Member, Guid CaseId, Guid ConsentId);

/// <summary>The ministry's case managers register the families, open their cases and record their consent.</summary>
internal static class FamiliesInNeed
{
    private static readonly string[] Shared = ["identity", "contact", "need"];

    /// <summary>Of the first Strong Families sessions in Ashgabat.</summary>
    private static readonly DateOnly ConsentFrom = new(2021, 9, 11);

    public static IReadOnlyList<string> SharedData => Shared;

    public static async Task<IReadOnlyList<PersonInCare>> TellAsync(
        Agencies agencies,
        IReadOnlyDictionary<string, Site> sites,
        IReadOnlyList<Family> families,
        string chapter,
        CancellationToken cancellationToken
    )
    {
        Telling.Chapter(chapter);
        var office = await agencies.SomebodyOfAsync(agencies.Cases, cancellationToken);
        var cases = (await office.CasesAsync(cancellationToken)).ToLookup(@case => @case.ServiceUserId, @case => @case.Id);
        var people = new List<PersonInCare>();
        var made = 0;
        foreach (var family in families)
        {
            foreach (var (index, member) in family.Members.Index())
            {
                var person = Describe(family, index + 1, member);
                if (await office.FindServiceUserAsync(person.ExternalCode, cancellationToken) is not { } serviceUserId)
                {
                    serviceUserId = await office.RegisterServiceUserAsync(person, cancellationToken);
                    made++;
                }

                var caseId = cases[serviceUserId].Any()
                    ? cases[serviceUserId].First()
                    : await office.OpenCaseAsync(serviceUserId, cancellationToken);
                var consentId = await ConsentAsync(office, caseId, family, member, sites[member.Service].Organization, cancellationToken);
                people.Add(new(member, caseId, consentId));
            }
        }

        Telling.Count($"People of {families.Count} families", people.Count, made);
        Telling.Line("Each with", "a case and a consent, given by a guardian for children");
        return people;
    }

    private static NewServiceUser Describe(Family family, int number, Member member)
    {
        // Born on a day before today's, so that the age stays the same for some weeks.
        var born = DateOnly.FromDateTime(DateTime.UtcNow).AddYears(-member.Age).AddDays(-30 - number);
        return new(
            member.GivenName,
            NameOf(family, member.Female),
            member.Female ? "female" : "male",
            family.Place,
            born,
            member.Disability,
            $"STORY-{family.Code}-{number}"
        );
    }

    private static async Task<Guid> ConsentAsync(
        Agency office,
        Guid caseId,
        Family family,
        Member member,
        string recipient,
        CancellationToken cancellationToken
    )
    {
        var given = await office.ConsentsAsync(caseId, cancellationToken);
        if (given.FirstOrDefault(consent => consent.Recipients.Contains(recipient)) is { } known)
        {
            return known.Id;
        }

        return await office.GiveConsentAsync(
            caseId,
            new NewConsent(
                ["case-management", "referral", "service-delivery"],
                [recipient],
                Shared,
                member.IsChild ? "guardian" : "self",
                ConsentFrom,
                member.IsChild ? $"Ogulgözel {NameOf(family, female: true)}" : null
            ),
            cancellationToken
        );
    }

    private static string NameOf(Family family, bool female) => female ? family.Name + "a" : family.Name;
}
