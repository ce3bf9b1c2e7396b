using System.Net;
using System.Xml.Linq;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using SocialServices.Testing;
using SocialServices.Training.Cascade;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class CascadeTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    [Fact]
    public async Task The_reach_of_a_training_of_trainers_counts_everybody_once()
    {
        var trainer = training.Registry.Knows("mlspp");
        var root = await training.CertifyTrainerAsync(trainer, "2020-11-02", "2020-11-06");
        var worker = training.Registry.Knows("nrcs");
        foreach (var _ in Enumerable.Range(0, 2)) // the same person twice
        {
            var body = training.ACourse();
            body["trainers"] = new System.Text.Json.Nodes.JsonArray(trainer);
            var course = (await (await training.Organizer.CreateAsync($"{TrainingFixture.Root}/courses", body)).JsonAsync())["id"]!;
            var id = course.GetValue<Guid>();
            await training.PlanSessionAsync(id, 1, "2021-06-01");
            var enrolment = (await (await training.EnrolAsync(id, worker)).JsonAsync())["id"]!.GetValue<Guid>();
            await training.RecordTestsAsync(id, enrolment, 90);
            await training.AttendAsync(id, 1, worker);
            Assert.Equal(HttpStatusCode.OK, (await training.CompleteAsync(id)).StatusCode);
        }

        var cascade = await training.GetAsync($"/courses/{root}/cascade");
        Assert.Equal(2, cascade["peopleTrained"]!.GetValue<int>()); // the trainer and the worker
        Assert.Equal(2, cascade["organizations"]!.GetValue<int>());
        Assert.Equal((3, 2), (cascade["courses"]!.AsArray().Count, cascade["links"]!.AsArray().Count));
        Assert.Equal(1, cascade["depth"]!.GetValue<int>());
        Assert.Null(cascade["links"]![0]!["workers"]);
        Assert.NotNull((await training.GetAsync($"/courses/{root}/cascade", training.Office))["links"]![0]!["workers"]);

        var svg = await training.Organizer.GetStringAsync($"{TrainingFixture.Root}/courses/{root}/cascade.svg");
        Assert.Equal("svg", XDocument.Parse(svg).Root!.Name.LocalName);
        if (Environment.GetEnvironmentVariable("SHOW_PDF") is { Length: > 0 } folder)
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "cascade.svg"), svg);
        }
    }

    [Property]
    public Property In_any_cascade_without_circles_whoever_is_trained_comes_after_the_trainer() =>
        Prop.ForAll(
            Links().ToArbitrary(),
            links =>
            {
                var (ids, root) = (new Dictionary<int, Guid>(), Guid.NewGuid());
                Guid Id(int n) =>
                    n == 0 ? root
                    : ids.TryGetValue(n, out var id) ? id
                    : ids[n] = Guid.NewGuid();
                var edges = links.Select(link => (From: Id(link.From), To: Id(link.To))).ToList();
                var depths = CascadeDepths.Of(root, edges);
                return depths[root] == 0
                    && edges.Where(edge => depths.ContainsKey(edge.From)).All(edge => depths[edge.To] > depths[edge.From])
                    && depths.Values.Max() < depths.Count;
            }
        );

    [Fact]
    public void A_circle_is_a_fault_and_not_an_endless_search()
    {
        var (a, b) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Throws<InvalidOperationException>(() => CascadeDepths.Of(a, [(a, b), (b, a)]));
    }

    /// <summary>Courses are numbered in the order in which they begin, so that links go forward only.</summary>
    private static Gen<(int From, int To)[]> Links() =>
        Gen.Choose(0, 15).SelectMany(start => Gen.Choose(1, 8).Select(step => (start, start + step))).ArrayOf();
}
