namespace SocialServices.Referrals.Complaints;

/// <param name="Contact">How to reach the person; absent when they want to stay unknown.</param>
/// <param name="Overdue">The deadline has passed without an answer.</param>
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
