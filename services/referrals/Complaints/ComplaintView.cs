namespace SocialServices.Referrals.Complaints;

/// <param name="Contact">How to reach the person; absent when they want to stay unknown.</param>
/// <param name="Overdue">The deadline has passed without an answer.</param>
/// <example>
/// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "number": "F-2021-000001", "kind": "complaint", "sensitive": false, "about": "nrcs",
/// "receivedAt": "2021-05-06T09:30:00Z", "deadline": "2021-05-09T09:30:00Z", "overdue": false, "status": "answered",
/// "answeredAt": "2021-05-06T09:30:00Z", "text": "They were rude.", "contact": "Evenings only.", "answer": "We spoke with the team."}
/// </example>
internal sealed record ComplaintView(
    Guid Id,
    string Number,
    ComplaintKind Kind,
    bool Sensitive,
    string About,
    Guid? AboutWorker,
    DateTimeOffset ReceivedAt,
    DateTimeOffset Deadline,
    bool Overdue,
    ComplaintStatus Status,
    DateTimeOffset? AnsweredAt,
    string Text,
    string? Contact,
    string? Answer,
    string? Appeal
)
{
    public static ComplaintView Of(Complaint complaint, CareDesk desk)
    {
        var told = desk.Open<Complaint.Told>(complaint.Content, complaint.Id, nameof(complaint.Content));
        return new ComplaintView(
            complaint.Id,
            complaint.Number,
            complaint.Kind,
            complaint.IsSensitive,
            complaint.About,
            complaint.AboutWorker,
            complaint.ReceivedAt,
            complaint.Deadline,
            complaint.Status is ComplaintStatus.Open or ComplaintStatus.Appealed && complaint.Deadline < desk.Now,
            complaint.Status,
            complaint.AnsweredAt,
            told.Text,
            told.Contact,
            desk.OpenText(complaint.Answer, complaint.Id, nameof(complaint.Answer)),
            desk.OpenText(complaint.Appeal, complaint.Id, nameof(complaint.Appeal))
        );
    }
}
