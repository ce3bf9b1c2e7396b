using SocialServices.ProgrammeStory.Api;

namespace SocialServices.ProgrammeStory.Data;

/// <summary>An invented specialist through whom an organization acts that has registered nobody yet.</summary>
internal static class CaseManager
{
    public static NewWorker Of(string organization) =>
        new(organization, "specialist", "Ogulsona", "Sowgatowa", "female", new DateOnly(1984, 5, 6), "TM-S", "STORY-1");
}
