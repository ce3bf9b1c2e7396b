namespace SocialServices.Referrals.Transfers;

/// <summary>An offer to go on with a case.</summary>
/// <param name="Number">Of the giver's case.</param>
/// <param name="Summary">What the taker must know; while it is offered, and for the giver.</param>
/// <param name="Answer">Why it was declined.</param>
/// <param name="NewCaseId">The taker's case, for the taker.</param>
/// <example>
/// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "number": "C-2021-000007", "giver": "mlspp", "taker": "nrcs", "status": "declined",
/// "offeredAt": "2021-05-06T09:30:00Z", "answeredAt": "2021-05-06T09:30:00Z", "summary": "Moved to Mary; the school knows.",
/// "answer": "No specialist there."}
/// </example>
internal sealed record CaseTransferView(
    Guid Id,
    string Number,
    string Giver,
    string Taker,
    TransferStatus Status,
    DateTimeOffset OfferedAt,
    DateTimeOffset? AnsweredAt,
    string? Summary,
    string? Answer,
    Guid? NewCaseId
)
{
    public static CaseTransferView Of(CaseTransfer transfer, string number, CareDesk desk) =>
        new(
            transfer.Id,
            number,
            transfer.Giver,
            transfer.Taker,
            transfer.Status,
            transfer.OfferedAt,
            transfer.AnsweredAt,
            transfer.Status is TransferStatus.Offered || transfer.Giver == desk.Organization
                ? desk.Open<string>(transfer.Summary, transfer.Id, nameof(transfer.Summary))
                : null,
            desk.OpenText(transfer.Answer, transfer.Id, nameof(transfer.Answer)),
            transfer.Taker == desk.Organization ? transfer.NewCaseId : null
        );
}
