using SocialServices.Registry.Organizations;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Exports.Cells;

/// <summary>What an organization does in the programme, and when: <c>donor ..2021-12-31; provider 2021-09-01..; trainer</c>.</summary>
internal static class RolePeriodsText
{
    private const int Most = 50;

    public static string? Of(IReadOnlyList<RolePeriod> periods) =>
        CellItem.WriteAll(periods, period => [Words.Of(period.Role), Days.Of(period.From, period.Until)]);

    public static IReadOnlyList<RolePeriod>? Read(IReadOnlyList<CellItem> items, out CellFault? fault)
    {
        var periods = new List<RolePeriod>();
        foreach (var item in items)
        {
            if (!Words.TryParse<ProgrammeRole>(item.Words[0].Text.ToLowerInvariant(), out var role))
            {
                fault = new CellFault(Words.Expected<ProgrammeRole>(), item.ToString());
                return null;
            }

            var (from, until) = ((DateOnly?)null, (DateOnly?)null);
            if (item.Words.Count > 2 || (item.Words is [_, var days] && !Days.TryRead(days.Text, out from, out until)))
            {
                fault = new CellFault(Days.PeriodExpected, item.ToString());
                return null;
            }

            periods.Add(new RolePeriod(role!.Value, from, until));
        }

        var wrong = OrganizationRules.FindErrors(periods).Select(error => ((int Index, string Part, string Reason)?)error).FirstOrDefault();
        fault =
            periods.Count > Most ? new CellFault($"At most {Most}.")
            : wrong is { } error ? new CellFault(error.Reason, items[error.Index].ToString())
            : null;
        return periods;
    }
}
