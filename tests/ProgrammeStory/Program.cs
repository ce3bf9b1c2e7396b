using System.Globalization;
using SocialServices.ProgrammeStory;
using SocialServices.ProgrammeStory.Api;
using SocialServices.ProgrammeStory.Chapters;
using SocialServices.ProgrammeStory.Data;

// Tells the documented story of the programme to the running system, through its gateway, as the agencies' systems would.
// Everything is looked up before it is made: an interrupted story goes on where it stopped, a repeated one changes nothing.
// With the argument `token` it only prints an access token.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) =>
{
    key.Cancel = true;
    interrupted.Cancel();
};

if (args is [PrintToken.Name, .. var ofWhom])
{
    return await PrintToken.RunAsync(ofWhom, interrupted.Token);
}

try
{
    using var agencies = new Agencies(RunFile.Named());
    await Partners.TellAsync(agencies, interrupted.Token);
    var sites = await Services.TellAsync(agencies, interrupted.Token);
    await NineMoreServices.TellAsync(agencies, interrupted.Token);
    var workers = await Employers.TellAsync(agencies, interrupted.Token);
    await TrainingTimeline.TellAsync(agencies, interrupted.Token);
    var trainers = await Trainers.TellAsync(agencies, interrupted.Token);
    await TrainingCourse.TellAsync(agencies, workers, trainers, interrupted.Token);
    var people = await FamiliesInNeed.TellAsync(
        agencies,
        sites,
        Families.All,
        "Families come to the ministry's case managers",
        interrupted.Token
    );
    await NeedsAndPlans.TellAsync(agencies, people, interrupted.Token);
    await FamilySessions.TellAsync(agencies, workers, interrupted.Token);
    await IntoTheServices.TellAsync(agencies, people, sites, workers, interrupted.Token);
    await WaitingAndWithdrawing.TellAsync(agencies, sites, workers, interrupted.Token);
    await Report.TellAsync(agencies, interrupted.Token);
    await PublishedRelease.TellAsync(agencies, interrupted.Token);
    return 0;
}
catch (StoryException end)
{
    await Console.Error.WriteLineAsync($"\nThe story cannot go on. {end.Message}");
    return 1;
}
catch (OperationCanceledException) when (interrupted.IsCancellationRequested)
{
    return 130;
}
