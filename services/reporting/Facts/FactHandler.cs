using Microsoft.EntityFrameworkCore;
using SocialServices.Contracts;
using SocialServices.Reporting.Data;
using SocialServices.ServiceDefaults.Inbox;

namespace SocialServices.Reporting.Facts;

/// <summary>
/// What an event changes in the facts, as one statement. Events come in any order and more than once: the statement compares positions, so
/// that
/// its effect is the same. A rebuild sends the statements of many events at once (<see cref="FactsCopy"/>).
/// </summary>
internal abstract class FactHandler<TEvent>(ReportingDb db) : IEventHandler<TEvent>, IFactWriter
    where TEvent : IntegrationEvent
{
    public Task HandleAsync(TEvent happened, long position, CancellationToken cancellationToken) =>
        db.Database.ExecuteSqlAsync(Write(happened, position), cancellationToken);

    FormattableString IFactWriter.Write(IntegrationEvent happened, long position) => Write((TEvent)happened, position);

    protected abstract FormattableString Write(TEvent happened, long position);
}

/// <summary>The statement of an event, for any type of event.</summary>
internal interface IFactWriter
{
    FormattableString Write(IntegrationEvent happened, long position);
}
