using SocialServices.Contracts.Referrals;
using SocialServices.Reporting.Data;

namespace SocialServices.Reporting.Facts;

/// <summary>The two are different people again.</summary>
internal sealed class MergeUndoneHandler(ReportingDb db) : FactHandler<MergeUndone>(db)
{
    protected override FormattableString Write(MergeUndone happened, long position) =>
        $"""
            insert into people (service_user_id, merged_into, merge_position) values ({happened.ServiceUserId}, null, {position})
            on conflict (service_user_id) do update set merged_into = null, merge_position = excluded.merge_position
            where people.merge_position < excluded.merge_position
            """;
}

/// <summary>For good, whatever else comes.</summary>
internal sealed class ServiceUserErasedHandler(ReportingDb db) : FactHandler<ServiceUserErased>(db)
{
    protected override FormattableString Write(ServiceUserErased happened, long position) =>
        $"""
            insert into people (service_user_id, merge_position, erased) values ({happened.ServiceUserId}, 0, true)
            on conflict (service_user_id) do update set erased = true
            """;
}

/// <summary>From now on the two records are one person in every count.</summary>
internal sealed class ServiceUserMergedHandler(ReportingDb db) : FactHandler<ServiceUserMerged>(db)
{
    protected override FormattableString Write(ServiceUserMerged happened, long position) =>
        $"""
            insert into people (service_user_id, merged_into, merge_position) values ({happened.ServiceUserId}, {happened.Survivor}, {position})
            on conflict (service_user_id) do update set merged_into = excluded.merged_into, merge_position = excluded.merge_position
            where people.merge_position < excluded.merge_position
            """;
}
