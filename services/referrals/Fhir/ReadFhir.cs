using Hl7.Fhir.Model;
using Microsoft.EntityFrameworkCore;
using SocialServices.Referrals.Referrals;
using SocialServices.ServiceDefaults.Access;

namespace SocialServices.Referrals.Fhir;

/// <summary>Reads of the FHIR R4 facade: what a system may know of its own referrals.</summary>
internal static class ReadFhir
{
    public const string Root = "/fhir";

    public static void Map(RouteGroupBuilder fhir)
    {
        fhir.MapGet("/metadata", Metadata)
            .WithName("FhirMetadata")
            .WithSummary("What this FHIR R4 facade can do, and what not.")
            .AnswersFhir();
        fhir.MapGet("/Task/{id:guid}", TaskAsync)
            .WithName("ReadFhirTask")
            .AboutPeople("referral")
            .WithSummary("The Task of a referral. Audited.")
            .AnswersFhir();
        fhir.MapGet("/ServiceRequest/{id:guid}", ServiceRequestAsync)
            .WithName("ReadFhirServiceRequest")
            .AboutPeople("referral")
            .WithSummary("The ServiceRequest of a referral. Audited.")
            .AnswersFhir();
        fhir.MapGet("/Consent/{id:guid}", ConsentAsync)
            .WithName("ReadFhirConsent")
            .AboutPeople("consent")
            .WithSummary("The consent under which a referral of the caller's organization is made. Audited.")
            .AnswersFhir();
    }

    /// <summary>Documents the media type, also of refusals.</summary>
    public static RouteHandlerBuilder AnswersFhir(this RouteHandlerBuilder endpoint) =>
        endpoint
            .Produces<string>(StatusCodes.Status200OK, FhirAnswer.MediaType)
            .Produces<string>(StatusCodes.Status400BadRequest, FhirAnswer.MediaType)
            .Produces<string>(StatusCodes.Status401Unauthorized, FhirAnswer.MediaType)
            .Produces<string>(StatusCodes.Status403Forbidden, FhirAnswer.MediaType)
            .Produces<string>(StatusCodes.Status404NotFound, FhirAnswer.MediaType);

    internal static FhirAnswer Metadata() =>
        new(
            new CapabilityStatement
            {
                Status = PublicationStatus.Active,
                Date = "2026-11-30",
                Kind = CapabilityStatementKind.Instance,
                Implementation = new CapabilityStatement.ImplementationComponent { Description = "Referrals of the programme" },
                FhirVersion = FHIRVersion.N4_0_1,
                Format = ["json"],
                Rest =
                [
                    new CapabilityStatement.RestComponent
                    {
                        Mode = CapabilityStatement.RestfulCapabilityMode.Server,
                        Documentation =
                            "Referrals follow the state machine of Gravity SDOH-CC (TaskForReferralManagement). Not met: Patient, Organization, "
                            + "Practitioner and Location are logical references (identifiers) and cannot be read here; ServiceRequest.code is a "
                            + "service type of the programme, not a SNOMED CT code; Task.input and Task.output are not used; no create; no "
                            + "subscriptions: search again. Pages go on at the link next.",
                        Resource =
                        [
                            Supported(
                                ResourceType.Task,
                                CapabilityStatement.TypeRestfulInteraction.Read,
                                CapabilityStatement.TypeRestfulInteraction.SearchType,
                                CapabilityStatement.TypeRestfulInteraction.Update
                            ),
                            Supported(
                                ResourceType.ServiceRequest,
                                CapabilityStatement.TypeRestfulInteraction.Read,
                                CapabilityStatement.TypeRestfulInteraction.SearchType
                            ),
                            Supported(ResourceType.Consent, CapabilityStatement.TypeRestfulInteraction.Read),
                        ],
                    },
                ],
            }
        );

    internal static async Task<FhirAnswer> TaskAsync(Guid id, CareDesk desk, ReferralAccess access, CancellationToken cancellationToken) =>
        await FindAsync(id, desk, access, cancellationToken) is { } referral
            ? new FhirAnswer(FhirMapping.ToTask(referral), version: referral.Version)
            : NotFound;

    internal static async Task<FhirAnswer> ServiceRequestAsync(
        Guid id,
        CareDesk desk,
        ReferralAccess access,
        CancellationToken cancellationToken
    ) =>
        await FindAsync(id, desk, access, cancellationToken) is { } referral
            ? new FhirAnswer(FhirMapping.ToServiceRequest(referral))
            : NotFound;

    internal static async Task<FhirAnswer> ConsentAsync(Guid id, CareDesk desk, ReferralAccess access, CancellationToken cancellationToken)
    {
        var visible = await access.VisibleAsync(Sides.Either, cancellationToken);
        var consent = await desk
            .Db.Consents.AsNoTracking()
            .SingleOrDefaultAsync(c => c.Id == id && visible.Any(r => r.ConsentId == c.Id), cancellationToken);
        if (consent is null)
        {
            return NotFound;
        }

        desk.Db.Audit("read consent", $"consent/{id}", "fhir");
        await desk.Db.SaveChangesAsync(cancellationToken);
        return new FhirAnswer(FhirMapping.ToConsent(consent, desk.Today));
    }

    private static FhirAnswer NotFound =>
        FhirAnswer.Refuse(StatusCodes.Status404NotFound, "Not found.", OperationOutcome.IssueType.NotFound);

    private static async Task<Referral?> FindAsync(Guid id, CareDesk desk, ReferralAccess access, CancellationToken cancellationToken)
    {
        var found = await access.FindAsync(desk.Db.Referrals.AsNoTracking().Include(r => r.Moves), id, cancellationToken);
        if (found is not null)
        {
            desk.Db.Audit("read referral", $"referral/{id}", "fhir");
            await desk.Db.SaveChangesAsync(cancellationToken);
        }

        return found?.Referral;
    }

    private static CapabilityStatement.ResourceComponent Supported(
        ResourceType type,
        params CapabilityStatement.TypeRestfulInteraction[] can
    ) =>
        new()
        {
            Type = type.ToString(),
            Interaction = [.. can.Select(one => new CapabilityStatement.ResourceInteractionComponent { Code = one })],
            SearchParam = can.Contains(CapabilityStatement.TypeRestfulInteraction.SearchType) ? SearchFhir.Parameters() : [],
        };
}
