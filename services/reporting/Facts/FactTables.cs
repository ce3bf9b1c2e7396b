using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;

namespace SocialServices.Reporting.Facts;

/// <summary>
/// All tables whose content comes from events alone, as the migrations make them. Handlers write them and measures read them in SQL, so
/// that they need no
/// classes; the model knows them to be compared with the migrations. A row may be there before all is known of it.
/// </summary>
internal static partial class FactTables
{
    private const string Description = """
        organizations (organization): organization code, kind code, name_en name, position long, deleted flag
        service_types (service_type): service_type code, number int?, name_en name, lead_agency code, position long, deleted
          flag
        sites (site_id): site_id id, organization code?, service_type code?, place code?, status code?, total int, held int,
          taken int, opened_position long, place_position long, status_position long, capacity_position long, deleted flag
        workers (worker_id): worker_id id, organization code, role code, sex code, age_band code, disability flag?, place
          code, active flag, deleted flag, position long
        places (place): place code, parent code?, kind code, name_en name, valid_until day?, position long,
          ended_on day?, successors codes, ended_position long
        courses (course_id): course_id id, programme code, organizer code, place code, starts_on day, ends_on day, position
          long, completed_on day?, participants int?, passed int?, survey_answers int?, cancelled flag
        enrolments (enrolment_id): enrolment_id id, course_id id, worker_id id, organization code, position long, withdrawn
          flag
        participations (enrolment_id): enrolment_id id, course_id id, programme code, worker_id id, organization code,
          completed flag, attendance_percent int, pre_test int?, post_test int?, completed_on day, sex code, age_band code,
          disability flag?, place code, position long
        certificates (certificate_id): certificate_id id, worker_id id, competence code, programme code?, valid_from day?,
          valid_until day?, revoked flag, never_counted flag
        supervisions (supervision_id): supervision_id id, organizer code, held_on day, supervisors int, presenters int
        people (service_user_id): service_user_id id, merged_into id?, merge_position long, erased flag
        assessments (assessment_id): assessment_id id, case_id id, service_user_id id?, organization code?, instrument code?,
          risk_level code?, needs codes, campaign id?, sex code?, age_band code?, disability flag?, place code?, assessed_at
          time?, entered_in_error flag
        reaches (referral_id, kind): referral_id id, kind code, reached_at time
        group_cycles (cycle_id): cycle_id id, programme code, organization code, place code, families int, caregivers int,
          children int, families_completed int, completed_at time, position long
        group_changes (cycle_id, measure, to_week): cycle_id id, measure code, to_week int, programme code, organization code,
          place code, measured_on day, pairs int, mean_change real, standard_deviation real, effect_size real?,
          is_last_week flag, position long
        cases (case_id): case_id id, organization code?, service_user_id id?, source code?, sex code?, age_band code?,
          disability flag?, place code?, opened_at time?, closed_reason code?, closed_at time?, closed_position long, worker_id id?,
          team ids, assigned_position long
        referrals (referral_id): referral_id id, case_id id, status code, step int, service_user_id id?, requested_at time?,
          answered_at time?, accepted_at time?, completed_at time?, service_type code, site_id id, requester code, receiver
          code, priority code, sex code, age_band code, disability flag?, place code
        consent_withdrawals (consent_id): consent_id id, case_id id, withdrawn_at time
        """;
    private static readonly (string Table, string Columns)[] Indexes =
    [
        ("participations", "worker_id, programme"),
        ("certificates", "worker_id, programme"),
        ("assessments", "assessed_at"),
        ("cases", "opened_at"),
        ("referrals", "requested_at"),
    ];

    public static IReadOnlyList<string> Names { get; } = [.. Tables().Matches(Description).Select(table => table.Groups["name"].Value)];

    /// <summary>By table: the columns that name a row.</summary>
    public static IReadOnlyDictionary<string, string> Keys { get; } =
        Tables().Matches(Description).ToDictionary(table => table.Groups["name"].Value, table => table.Groups["key"].Value);

    public static void AddTo(ModelBuilder model)
    {
        foreach (var table in Tables().Matches(Description).AsEnumerable())
        {
            model.SharedTypeEntity<Dictionary<string, object>>(
                table.Groups["name"].Value,
                entity =>
                {
                    entity.ToTable(entity.Metadata.Name);
                    foreach (var column in table.Groups["columns"].Value.Split(',', StringSplitOptions.TrimEntries))
                    {
                        var (name, type, isOptional) = column.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
                            is [var first, var second]
                            ? (first, second.TrimEnd('?'), second.EndsWith('?'))
                            : throw new InvalidOperationException($"Not a column: {column}");
                        var property = entity.IndexerProperty(TypeOf(type, isOptional), name).IsRequired(!isOptional).ValueGeneratedNever();
                        if (type is "code" or "name")
                        {
                            property.HasMaxLength(type is "code" ? 100 : 300);
                        }
                    }

                    entity.HasKey(table.Groups["key"].Value.Split(", "));
                    foreach (var index in Indexes.Where(index => index.Table == entity.Metadata.Name))
                    {
                        entity.HasIndex(index.Columns.Split(", "));
                    }
                }
            );
        }
    }

    private static Type TypeOf(string type, bool isOptional)
    {
        var plain = type switch
        {
            "id" => typeof(Guid),
            "int" => typeof(int),
            "long" => typeof(long),
            "flag" => typeof(bool),
            "real" => typeof(double),
            "day" => typeof(DateOnly),
            "time" => typeof(DateTimeOffset),
            "codes" => typeof(string[]),
            "ids" => typeof(Guid[]),
            _ => typeof(string),
        };
        return isOptional && plain.IsValueType ? typeof(Nullable<>).MakeGenericType(plain) : plain;
    }

    [GeneratedRegex(@"(?<name>\w+) \((?<key>[^)]*)\):\s(?<columns>[^:]*?)(?=\n\w+ \(|$)", RegexOptions.ExplicitCapture)]
    private static partial Regex Tables();
}
