using System.Text;
using SocialServices.Training.Tests.Support;

namespace SocialServices.Training.Tests.Access;

/// <summary>A planned course of mlspp with a session and a participant of nrcs, and a certificate of that participant from another one.</summary>
internal sealed record AccessState(
    Guid Course,
    TrainingFixture.Participant Participant,
    string Number,
    Guid Fresh,
    TrainingFixture Training
)
{
    public static async Task<AccessState> GivenAsync(TrainingFixture training)
    {
        var (holder, number) = await training.GivenACertificateAsync();
        var course = await training.GivenACourseAsync(sessions: 1);
        var enrolled = await training.EnrolAsync(course, holder.WorkerId);
        var enrolment = (await Testing.Http.JsonAsync(enrolled))["id"]!.GetValue<Guid>();
        return new(course, new(enrolment, holder.WorkerId), number, training.Registry.Knows(), training);
    }

    public HttpRequestMessage Request(AccessRow row)
    {
        var path = row
            .Path.Replace("{id:guid}", $"{Course}", StringComparison.Ordinal)
            .Replace("{enrolmentId:guid}", $"{Participant.EnrolmentId}", StringComparison.Ordinal)
            .Replace("{practiceId:guid}", $"{Course}", StringComparison.Ordinal)
            .Replace("{number:int}", "1", StringComparison.Ordinal)
            .Replace("{number}", Number, StringComparison.Ordinal)
            .Replace("{code}", "treatnet-family", StringComparison.Ordinal)
            .Replace("{issuer}", "unodc", StringComparison.Ordinal)
            .Replace("{organizer}", "mlspp", StringComparison.Ordinal)
            .Replace("{token}", new string('a', 75), StringComparison.Ordinal);
        var request = new HttpRequestMessage(HttpMethod.Parse(row.Method), path + Fill(row.Query));
        request.Headers.Add("Idempotency-Key", Guid.NewGuid().ToString());
        if (row.Body is not null)
        {
            request.Content = new StringContent(Fill(row.Body), Encoding.UTF8, row.Media);
        }

        return request;
    }

    private string Fill(string text) =>
        text.Replace("$enrolment", $"{Participant.EnrolmentId}", StringComparison.Ordinal)
            .Replace("$worker", $"{Participant.WorkerId}", StringComparison.Ordinal)
            .Replace("$fresh", $"{Fresh}", StringComparison.Ordinal)
            .Replace("$trainer", $"{Training.Trainer}", StringComparison.Ordinal)
            .Replace("$number", Number, StringComparison.Ordinal)
            .Replace("$code", $"C-{Guid.NewGuid():n}", StringComparison.Ordinal);
}
