using Microsoft.Extensions.Options;

namespace SocialServices.Referrals.Complaints;

/// <summary>Who sees a complaint: a supervisor of the organization it is about, or of the office; never the worker it is about.</summary>
internal sealed class ComplaintDesk(CareDesk desk, IOptions<ComplaintOptions> options)
{
    /// <summary>Those that the acting supervisor sees. Sensitive ones and appeals: the office alone.</summary>
    public async Task<IQueryable<Complaint>> VisibleAsync(CancellationToken cancellationToken)
    {
        var (organization, me, office) = (desk.Organization, desk.Me, options.Value.Office);
        if (!await desk.IsSupervisorAsync(cancellationToken))
        {
            return desk.Db.Complaints.Where(_ => false);
        }

        var visible = desk.Db.Complaints.Where(c => c.AboutWorker != me);
        return organization == office
            ? visible
            : visible.Where(c => c.About == organization && !c.IsSensitive && c.Status != ComplaintStatus.Appealed && c.Appeal == null);
    }
}
