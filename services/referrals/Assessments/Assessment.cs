using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialServices.Referrals.Cases;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.ServiceDefaults.PersonalData;

namespace SocialServices.Referrals.Assessments;

internal enum AssessmentStatus
{
    Draft,
    Completed,
    EnteredInError,
}

/// <summary>The answers of one service user to an instrument. Completed by a certified specialist, and fixed from then on.</summary>
internal sealed class Assessment : IVersioned
{
    private Assessment() { }

    public Guid Id { get; private init; }
    public Guid CaseId { get; private init; }
    public string Instrument { get; private init; } = "";
    public int InstrumentVersion { get; private init; }
    public AssessmentStatus Status { get; private set; }
    public Guid StartedBy { get; private init; }
    public DateTimeOffset StartedAt { get; private init; }
    public Guid? CompletedBy { get; private set; }
    public DateTimeOffset? CompletedAt { get; private set; }

    /// <summary>The household of a campaign that it is for; null for none.</summary>
    public Guid? HouseholdId { get; private init; }

    /// <summary>Answers by question, sealed.</summary>
    public byte[] Answers { get; private set; } = [];

    /// <summary>Scores, risk and needs, sealed; null in a draft.</summary>
    public byte[]? Result { get; private set; }

    public uint Version { get; private init; }

    public static Assessment Start(Guid caseId, InstrumentVersion instrument, Guid? household, CareDesk desk)
    {
        var id = Guid.CreateVersion7(desk.Now);
        return new Assessment
        {
            Id = id,
            CaseId = caseId,
            Instrument = instrument.Code,
            InstrumentVersion = instrument.Version,
            StartedBy = desk.Me,
            StartedAt = desk.Now,
            HouseholdId = household,
            Answers = desk.Seal(new Dictionary<string, string>(), id, nameof(Answers)),
        };
    }

    /// <returns>False, and nothing changes, when it is not a draft.</returns>
    public bool TryAnswer(Dictionary<string, string> answers, CareDesk desk)
    {
        if (Status is not AssessmentStatus.Draft)
        {
            return false;
        }

        Answers = desk.Seal(answers, Id, nameof(Answers));
        return true;
    }

    /// <returns>False, and nothing changes, when it is not a draft.</returns>
    public bool TryComplete(AssessmentResult result, CareDesk desk)
    {
        if (Status is not AssessmentStatus.Draft)
        {
            return false;
        }

        (Status, CompletedBy, CompletedAt, Result) = (AssessmentStatus.Completed, desk.Me, desk.Now, desk.Seal(result, Id, nameof(Result)));
        return true;
    }

    /// <returns>False, and nothing changes, when it was done before.</returns>
    public bool TryEnterInError()
    {
        if (Status is AssessmentStatus.EnteredInError)
        {
            return false;
        }

        Status = AssessmentStatus.EnteredInError;
        return true;
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Assessment>
    {
        public void Configure(EntityTypeBuilder<Assessment> builder)
        {
            builder.ToTable("assessments");
            builder.Property(a => a.Id).ValueGeneratedNever();
            builder.Property(a => a.Instrument).HasMaxLength(50);
            builder.Property(a => a.Answers).IsSealed();
            builder.Property(a => a.Result).IsSealed();
            builder.Property(a => a.Version).IsRowVersion();
            builder.HasIndex(a => new { a.CaseId, a.Id });
            builder.HasOne<Case>().WithMany().HasForeignKey(a => a.CaseId).OnDelete(DeleteBehavior.Restrict);
            builder
                .HasOne<InstrumentVersion>()
                .WithMany()
                .HasForeignKey(a => new { a.Instrument, a.InstrumentVersion })
                .OnDelete(DeleteBehavior.Restrict);
        }
    }
}
