using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.Http;

namespace SocialServices.Referrals.GroupProgrammes;

internal enum MemberRole
{
    Caregiver,
    Child,
}

/// <param name="Code">Of the measure.</param>
/// <param name="Instrument">By which it is taken.</param>
/// <param name="Scale">The scale of the instrument that is compared.</param>
/// <param name="Of">Of whom.</param>
internal sealed record GroupMeasureRule(string Code, string Instrument, string Scale, MemberRole Of);

/// <param name="Name">In three languages.</param>
/// <param name="Sessions">How many there are.</param>
/// <param name="DaysBetween">From one session to the next, at least.</param>
/// <param name="Competence">What both facilitators hold on every session's day.</param>
/// <param name="Weeks">After the first session, in which measures are taken; the first is the baseline.</param>
/// <param name="Measures">What is measured.</param>
internal sealed record GroupProgrammeRules(
    LocalizedText Name,
    int Sessions,
    int DaysBetween,
    string Competence,
    IReadOnlyList<int> Weeks,
    IReadOnlyList<GroupMeasureRule> Measures
);

/// <summary>A programme for groups of families, such as Strong Families, as data.</summary>
internal sealed class GroupProgramme
{
    private GroupProgramme() { }

    public string Code { get; private init; } = "";

    /// <summary>The <see cref="GroupProgrammeRules"/> as JSON.</summary>
    public string Definition { get; private init; } = "";

    public GroupProgrammeRules Read() => JsonSerializer.Deserialize<GroupProgrammeRules>(Definition, Json.Options)!;

    internal sealed class Mapping : IEntityTypeConfiguration<GroupProgramme>
    {
        public void Configure(EntityTypeBuilder<GroupProgramme> builder)
        {
            builder.ToTable("group_programmes");
            builder.HasKey(p => p.Code);
            builder.Property(p => p.Code).HasMaxLength(50);
            builder.Property(p => p.Definition).HasColumnType("jsonb");
        }
    }
}
