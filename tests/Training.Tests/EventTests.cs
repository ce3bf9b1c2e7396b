using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using RabbitMQ.Client;
using SocialServices.Contracts;
using SocialServices.Contracts.Events.V1;
using SocialServices.Contracts.Training;
using SocialServices.ServiceDefaults.Broker;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.Testing;
using SocialServices.Training.Tests.Support;
using Xunit;

namespace SocialServices.Training.Tests;

public sealed class EventTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    private static readonly Type[] Published =
    [
        typeof(CourseScheduled),
        typeof(ParticipantEnrolled),
        typeof(ParticipationAssessed),
        typeof(CertificateIssued),
        typeof(CertificateRevoked),
        typeof(CourseCompleted),
        typeof(AttendanceOutOfReach),
    ];

    [Fact]
    public async Task What_happens_reaches_the_broker_and_the_event_log_as_the_contracts_say()
    {
        await using var connection = await new ConnectionFactory { Uri = new Uri(TestServers.RabbitMq) }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        await NothingWaitsAsync(); // events of earlier tests
        var queue = await SubscribeAsync(channel);
        var log = new EventLog.EventLogClient(training.App.Grpc("events.read"));
        var before = (await log.ReadEventsAsync(new ReadEventsRequest())).Events.Max(record => record.Position);

        var course = await training.GivenACourseAsync("treatnet-family", sessions: 1);
        var (holder, other) = (
            await training.GivenAParticipantAsync(course, "nrcs", postTest: 90),
            await training.GivenAParticipantAsync(course, "yenme")
        );
        await training.AttendAsync(course, 1, holder.WorkerId);
        var number = (await (await training.CompleteAsync(course)).JsonAsync())["participants"]![0]![
            "certificateNumber"
        ]!.GetValue<string>();
        var certificate = (await training.GetAsync($"/certificates/{number}"))["id"]!.GetValue<Guid>();
        await training.Organizer.PostAsync(
            $"{TrainingFixture.Root}/certificates/{number}/revoke",
            new { reason = "other", text = "x" },
            null
        );

        var received = new List<JsonNode>();
        await Eventually.GetAsync(() => ReceiveAsync(channel, queue, received), count => count == 9);
        Fact(
            "training.course-scheduled.v1",
            $$"""
            {"courseId":"{{course}}","programme":"treatnet-family","organizer":"mlspp","place":"TM-S","startsOn":"2021-05-31","endsOn":"2021-07-06"}
            """
        );
        Fact(
            "training.participant-enrolled.v1",
            $$"""
            {"enrolmentId":"{{holder.EnrolmentId}}","courseId":"{{course}}","workerId":"{{holder.WorkerId}}","organization":"nrcs"}
            """
        );
        Fact(
            "training.participant-enrolled.v1",
            $$"""
            {"enrolmentId":"{{other.EnrolmentId}}","courseId":"{{course}}","workerId":"{{other.WorkerId}}","organization":"yenme"}
            """
        );
        Fact(
            "training.attendance-out-of-reach.v1",
            $$"""
            {"enrolmentId":"{{other.EnrolmentId}}","courseId":"{{course}}","workerId":"{{other.WorkerId}}","organization":"yenme"}
            """
        );
        Fact("training.participation-assessed.v1", Assessed(course, holder, "nrcs", "true", 100, ",\"preTest\":40,\"postTest\":90"));
        Fact("training.participation-assessed.v1", Assessed(course, other, "yenme", "false", 0));
        Fact(
            "training.certificate-issued.v1",
            $$"""
            {"certificateId":"{{certificate}}","workerId":"{{holder.WorkerId}}","competence":"treatnet-family","programme":"treatnet-family","validFrom":"2021-07-06","validUntil":"2024-07-05","level":"practitioner"}
            """
        );
        Fact(
            "training.certificate-revoked.v1",
            $$"""{"certificateId":"{{certificate}}","workerId":"{{holder.WorkerId}}","competence":"treatnet-family","reason":"other","revokedOn":"{{TimeProvider.System.Today():yyyy-MM-dd}}"}"""
        );
        Fact(
            "training.course-completed.v1",
            $$"""
            {"courseId":"{{course}}","programme":"treatnet-family","organizer":"mlspp","completedOn":"2021-07-06","participants":2,"passed":1,"surveyAnswers":0,"trainers":1}
            """
        );

        var told = (await log.ReadEventsAsync(new ReadEventsRequest { AfterPosition = before })).Events;
        Assert.Equal(Enumerable.Range(1, 9).Select(next => before + next), told.Select(record => record.Position));
        Assert.Equal(
            received.Select(message => message["message"]!["eventId"]!.GetValue<string>()).Order(),
            told.Select(record => record.EventId).Order()
        );

        void Fact(string type, string expected) =>
            Assert.Single(
                received,
                message =>
                    message["messageType"]!.AsArray().Any(urn => urn!.GetValue<string>().EndsWith(type, StringComparison.Ordinal))
                    && JsonNode.DeepEquals(Bare(message["message"]!), JsonNode.Parse(expected))
            );
    }

    private static string Assessed(
        Guid course,
        TrainingFixture.Participant participant,
        string organization,
        string completed,
        int percent,
        string tests = ""
    ) =>
        $$"""
            {"enrolmentId":"{{participant.EnrolmentId}}","courseId":"{{course}}","programme":"treatnet-family","workerId":"{{participant.WorkerId}}",
             "organization":"{{organization}}","completed":{{completed}},"attendancePercent":{{percent}},"completedOn":"2021-07-06",
             "person":{"sex":"female","ageBand":"25-44","disability":false,"place":"TM-S-02"}{{tests}} }
            """;

    private static JsonObject Bare(JsonNode message)
    {
        var bare = message.DeepClone().AsObject();
        Assert.True(bare.Remove("eventId") && bare.Remove("occurredAt"));
        foreach (var (absent, _) in bare.Where(member => member.Value is null).ToList())
        {
            bare.Remove(absent); // the broker's messages write null, the log leaves it out
        }

        return bare;
    }

    private Task<int> NothingWaitsAsync() =>
        Eventually.GetAsync(
            () =>
                training.App.InDatabaseAsync(db =>
                    db.Database.SqlQuery<int>($"select count(*)::int as \"Value\" from outbox where published_at is null").SingleAsync()
                ),
            waiting => waiting == 0
        );

    private async Task<string> SubscribeAsync(IChannel channel)
    {
        var prefix = training.App.Services.GetRequiredService<IOptions<MessagingOptions>>().Value.Prefix;
        var queue = (await channel.QueueDeclareAsync()).QueueName;
        foreach (var type in Published)
        {
            var exchange = prefix + WireNameAttribute.Of(type);
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true); // as MassTransit declares it
            await channel.QueueBindAsync(queue, exchange, "");
        }

        return queue;
    }

    private static async Task<int> ReceiveAsync(IChannel channel, string queue, List<JsonNode> received)
    {
        while (await channel.BasicGetAsync(queue, autoAck: true) is { } delivery)
        {
            received.Add(JsonNode.Parse(delivery.Body.Span)!);
        }

        return received.Count;
    }
}
