namespace SocialServices.Referrals.Transfers;

/// <summary>An offer to go on with a case.</summary>
/// <param name="Number">Of the giver's case.</param>
/// <param name="Summary">What the taker must know: for the giver; for the taker while it is offered and the consent holds, and
/// afterwards for who may know of the new case.</param>
/// <param name="Answer">Why it was declined.</param>
/// <param name="NewCaseId">The taker's case, for the taker.</param>
/// <param name="ETag">For If-Match.</param>
/// <example>
/// {"id": "0179a2c0-6a00-7c10-9d40-1f6b8a2c3d01", "number": "C-2021-000007", "giver": "mlspp", "taker": "nrcs", "status": "declined",
/// "offeredAt": "2021-05-06T09:30:00Z", "answeredAt": "2021-05-06T09:30:00Z", "summary": "Moved to Mary; the school knows.",
/// "answer": "No specialist there.", "eTag": "\"5713\""}
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
    Guid? NewCaseId,
    string ETag
)
{
    /// <param name="transfer">The offer.</param>
    /// <param name="number">Of the giver's case.</param>
    /// <param name="desk">Who asks.</param>
    /// <param name="readsSummary">Whether the taker may read it; the giver always may.</param>
    public static CaseTransferView Of(CaseTransfer transfer, string number, CareDesk desk, bool readsSummary) =>
        new(
            transfer.Id,
            number,
            transfer.Giver,
            transfer.Taker,
            transfer.Status,
            transfer.OfferedAt,
            transfer.AnsweredAt,
            transfer.Giver == desk.Organization || readsSummary
                ? desk.Open<string>(transfer.Summary, transfer.Id, nameof(transfer.Summary))
                : null,
            desk.OpenText(transfer.Answer, transfer.Id, nameof(transfer.Answer)),
            transfer.Taker == desk.Organization ? transfer.NewCaseId : null,
            ServiceDefaults.Http.ETag.Of(transfer.Version).ToString()
        );
}
