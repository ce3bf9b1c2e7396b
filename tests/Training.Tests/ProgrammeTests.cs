using System.Net;
using SocialServices.Testing;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class ProgrammeTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    [Fact]
    public async Task The_programmes_are_loaded_once_however_often_the_migrator_runs()
    {
        var before = (await training.GetAsync("/programmes")).ToJsonString();
        await training.App.LoadReferenceDataAsync();

        var programmes = await training.GetAsync("/programmes");
        Assert.Equal(before, programmes.ToJsonString());
        Assert.Equal(
            [
                "family-programmes-trainers",
                "service-provider-standards",
                "social-work-management",
                "social-work-specialist",
                "strong-families-facilitators",
                "training-of-trainers",
                "treatnet-family",
            ],
            programmes["items"]!.AsArray().Select(programme => programme!["code"]!.GetValue<string>())
        );
    }

    [Fact]
    public async Task Social_work_specialists_learn_for_45_days_in_three_phases()
    {
        var programme = await training.GetAsync("/programmes/social-work-specialist");

        Assert.Equal(45, programme["trainingDays"]!.GetValue<int>());
        Assert.Equal(45, programme["phases"]!.AsArray().Sum(phase => phase!["trainingDays"]!.GetValue<int>()));
        Assert.Equal(3, programme["phases"]!.AsArray().Count);
        Assert.Contains("phases[1].trainingDays", programme["inferred"]!.AsArray().Select(field => field!.GetValue<string>()));
    }

    [Theory]
    [InlineData("tk", "«Güýçli maşgalalar» maksatnamasynyň alyp baryjylary")]
    [InlineData("ru-RU, en;q=0.5", "Ведущие программы «Сильные семьи»")]
    [InlineData("fr", "Strong Families Programme facilitators")]
    public async Task Names_come_in_the_language_asked_for(string accept, string name)
    {
        var client = training.Organizer;
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(accept);

        var programme = await (await client.GetAsync($"{TrainingFixture.Root}/programmes/strong-families-facilitators")).JsonAsync();
        Assert.Equal(name, programme["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_Strong_Families_certificate_is_signed_by_two_and_does_not_expire()
    {
        var programme = await training.GetAsync("/programmes/strong-families-facilitators");

        Assert.Equal(["mlspp", "unodc"], programme["issuers"]!.AsArray().Select(issuer => issuer!.GetValue<string>()));
        Assert.Equal("strong-families-facilitation", programme["competence"]!.GetValue<string>());
        Assert.Equal((80, 70), (programme["attendanceThreshold"]!.GetValue<int>(), programme["postTestPassMark"]!.GetValue<int>()));
        Assert.Null(programme["validityMonths"]);
    }

    [Fact]
    public async Task An_unknown_programme_is_not_found()
    {
        var response = await training.Organizer.GetAsync($"{TrainingFixture.Root}/programmes/astronaut");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }
}
