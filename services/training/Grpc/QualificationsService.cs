using System.Globalization;
using Grpc.Core;
using SocialServices.Contracts.Training.V1;
using SocialServices.Training.Certificates;

namespace SocialServices.Training.Grpc;

/// <summary>Does a worker hold a competence on a date? One query, however many questions.</summary>
internal sealed class QualificationsService(TrainingDb db, RequestContext caller) : Qualifications.QualificationsBase
{
    private const int MaxQuestions = 1000;
    private const string IsoDate = "yyyy-MM-dd";

    public override async Task<CheckResponse> Check(CheckRequest request, ServerCallContext context)
    {
        if (request.Questions.Count > MaxQuestions)
        {
            throw Invalid($"At most {MaxQuestions} questions.");
        }

        var questions = request.Questions.Select(Parse).ToList();
        var workers = questions.Select(question => question.WorkerId).Distinct().ToArray();
        var visible = db.Certificates.AsNoTracking();
        if (caller.Caller is { Organization: not "" } client) // the services themselves act for no organization
        {
            visible = visible.VisibleTo(client);
        }

        db.AuditShown("check qualifications", "worker", workers);
        await db.SaveChangesAsync(context.CancellationToken);
        var certificates = (await visible.Where(c => workers.Contains(c.WorkerId)).ToListAsync(context.CancellationToken)).ToLookup(c =>
            (c.WorkerId, c.Competence)
        );
        return new CheckResponse
        {
            Answers = { questions.Select(question => Answer(question, certificates[(question.WorkerId, question.Competence)])) },
        };
    }

    private static Answer Answer(Parsed question, IEnumerable<Certificate> certificates)
    {
        var candidates = certificates.ToList();
        var certificate = candidates
            .Where(candidate => candidate.IsValidOn(question.OnDate))
            .MaxBy(candidate => candidate.ValidUntil ?? DateOnly.MaxValue); // the one that counts longest
        return new Answer
        {
            WorkerId = question.Asked.WorkerId,
            Competence = question.Asked.Competence,
            OnDate = question.Asked.OnDate,
            Held = certificate is not null,
            CertificateNumber = certificate?.Number ?? "",
            ValidUntil = certificate?.ValidUntil?.ToString(IsoDate, CultureInfo.InvariantCulture) ?? "",
            Reason = certificate is null ? WhyNot(candidates.MaxBy(candidate => candidate.IssuedAt), question.OnDate) : "",
        };
    }

    private static string WhyNot(Certificate? newest, DateOnly day) =>
        newest switch
        {
            null => "never-certified",
            { RevokedAt: not null } => "revoked",
            { SignedAt: null } => "awaiting-signature",
            _ when day < newest.ValidFrom => "not-yet-valid",
            _ => "expired",
        };

    private static Parsed Parse(Question question, int index)
    {
        if (!Guid.TryParse(question.WorkerId, out var workerId))
        {
            throw Invalid($"questions[{index}].worker_id is not a UUID.");
        }

        return DateOnly.TryParseExact(question.OnDate, IsoDate, CultureInfo.InvariantCulture, DateTimeStyles.None, out var onDate)
            ? new Parsed(question, workerId, question.Competence, onDate)
            : throw Invalid($"questions[{index}].on_date is not a date YYYY-MM-DD.");
    }

    private static RpcException Invalid(string reason) => new(new Status(StatusCode.InvalidArgument, reason));

    private sealed record Parsed(Question Asked, Guid WorkerId, string Competence, DateOnly OnDate);
}
