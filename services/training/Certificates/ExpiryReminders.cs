using SocialServices.Contracts.Training;

namespace SocialServices.Training.Certificates;

/// <summary>Tells 60 and 30 days before that a certificate ends; each once, whichever replica comes first.</summary>
internal sealed class ExpiryReminders(TrainingDb db, TimeProvider clock)
{
    public const int First = 60;
    public const int Second = 30;
    private const int AtOnce = 200;

    public async Task SendAsync(CancellationToken cancellationToken)
    {
        while (await SendSomeAsync(cancellationToken) == AtOnce)
        {
            db.ChangeTracker.Clear();
        }
    }

    private async Task<int> SendSomeAsync(CancellationToken cancellationToken)
    {
        var (today, now) = (clock.Today(), clock.GetUtcNow());
        var (first, second) = (today.AddDays(First), today.AddDays(Second));
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var ending = await db
            .Certificates.FromSql(
                $"""
                select certificates.*, certificates.xmin from certificates
                where signed_at is not null and revoked_at is null and replaced_by is null and valid_until >= {today}
                    and ((valid_until <= {first} and reminded_days is null) or (valid_until <= {second} and reminded_days > {Second}))
                order by id limit {AtOnce} for update skip locked
                """
            )
            .ToListAsync(cancellationToken);
        foreach (var certificate in ending)
        {
            var last = certificate.ValidUntil!.Value;
            certificate.RemindedDays = last <= second ? Second : First;
            db.Publish(
                new CertificateExpiring(
                    certificate.Id,
                    certificate.WorkerId,
                    certificate.Competence,
                    certificate.Programme,
                    last,
                    certificate.RemindedDays.Value
                )
            );
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ending.Count;
    }
}
