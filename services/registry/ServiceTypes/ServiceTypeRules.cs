using System.Text.RegularExpressions;
using SocialServices.Registry.Data;
using SocialServices.Registry.Records;
using SocialServices.Registry.Vocabularies;

namespace SocialServices.Registry.ServiceTypes;

/// <summary>What a definition of a service type must keep to beside its form.</summary>
internal static partial class ServiceTypeRules
{
    /// <summary>So long before it begins a version can be entered.</summary>
    public const int YearsAhead = 5;

    /// <summary>What makes no sense, by field; empty when all does. In a transaction: the lead agency is not deleted before it ends.</summary>
    public static async Task<Dictionary<string, string[]>> FindErrorsAsync(
        RegistryDb db,
        ServiceTypeDetails details,
        CancellationToken cancellationToken
    )
    {
        var errors = new Dictionary<string, string[]>();
        Check("needs", Terms.Needs.Refuse(details.Needs ?? []));
        Check("conditions", Terms.Conditions.Refuse(details.Conditions ?? []));
        Check("targetGroups", Terms.TargetGroups.Refuse(details.TargetGroups ?? []));
        Check(
            "requiredCompetences",
            (details.RequiredCompetences ?? []).All(code => Code().IsMatch(code))
                ? null
                : "Codes: lower case letters, digits and dashes, at most 50."
        );
        Check("maximumAge", details.MaximumAge < details.MinimumAge ? "Must not be less than minimumAge." : null);
        Check(
            "leadAgency",
            await db.LockForShareOrganizationAsync(details.LeadAgency, cancellationToken) ? null : "No organization has this code."
        );
        return errors;

        void Check(string field, string? reason)
        {
            if (reason is not null)
            {
                errors[field] = [reason];
            }
        }
    }

    /// <summary>Why a version cannot begin on the day; null when it can.</summary>
    public static string? RefuseFrom(DateOnly from, DateOnly? before, DateOnly latest) =>
        from > latest ? $"Must not be after {latest:yyyy-MM-dd}."
        : from <= before ? $"Must be after {before:yyyy-MM-dd}, the first day of the version in force."
        : from.Year < 1900 ? "Must not be before 1900."
        : null;

    [GeneratedRegex("^(?=.{1,50}$)[a-z0-9]+(-[a-z0-9]+)*$")]
    private static partial Regex Code();
}
