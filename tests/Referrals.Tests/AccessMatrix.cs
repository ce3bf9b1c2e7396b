using System.Text.Json.Nodes;
using SocialServices.ServiceDefaults.Access;
using static SocialServices.Referrals.Tests.ReferralsApp;

namespace SocialServices.Referrals.Tests;

/// <summary>Every endpoint of the service, with what it asks for and a body that it would take.</summary>
public sealed partial class AccessTests
{
    private const string FhirRoot = "/fhir";

    private async Task<IReadOnlyList<Endpoint>> EndpointsAsync()
    {
        var (user, site) = (await app.AServiceUserAsync(), app.GivenASite());
        var @case = await app.Requester.CreatedAsync($"{Root}/cases", new { serviceUserId = user });
        var consent = await app.AConsentAsync(@case);
        var referral = await app.Requester.CreatedAsync($"{Root}/cases/{@case}/referrals", Given.AReferral(site, consent));
        await app.Requester.MovedAsync(referral, "request");
        var entry = await app.Requester.CreatedAsync(
            $"{Root}/cases/{@case}/entries",
            new
            {
                kind = "follow-up",
                text = "Ask again.",
                due = "2030-01-01",
            }
        );
        var plan = await app.APlanAsync(@case);
        var assessment = await app.Requester.CreatedAsync($"{Root}/cases/{@case}/assessments", new { instrument = "needs-assessment" });
        var cycle = await app.Requester.CreatedAsync($"{Root}/group-cycles", app.AGroupCycle(out _));
        var enrolled = await app.Requester.ChangedAsync(
            $"/group-cycles/{cycle}/families",
            new { members = new[] { new { caseId = @case, role = "caregiver" } } }
        );
        var member = (Guid)enrolled["members"]![0]!;
        var session = (Guid)(await app.Requester.ReadAsync($"/group-cycles/{cycle}"))["sessions"]![0]!["id"]!;
        var complaint = await app.Requester.CreatedAsync(
            $"{Root}/complaints",
            new
            {
                kind = "complaint",
                about = "nrcs",
                text = "They were rude.",
            }
        );
        var transfer = await TransferAsync(await app.ACaseAsync());
        var campaign = await app.Requester.CreatedAsync($"{Root}/campaigns", Given.ACampaign());
        var household = await app.AHouseholdAsync(campaign, SomebodyOfMlspp.Worker);
        return
        [
            Write("/service-users", new { person = Given.APerson() }, hasId: false),
            Read($"/service-users/{user}"),
            Read($"/service-users/{user}/history"),
            Write($"/service-users/{user}", new { person = Given.APerson(), reason = "Misheard." }) with
            {
                Method = HttpMethod.Put,
            },
            Decide($"/service-users/{user}/merge", new { duplicate = Guid.NewGuid(), reason = "The same passport." }),
            Decide($"/service-users/{user}/undo-merge", new { reason = "Two sisters." }),
            Decide($"/service-users/{user}/erase", new { reason = "Asked for it." }),
            Decide($"/service-users/{user}/legal-hold", new { reference = "Court 17" }) with
            {
                Method = HttpMethod.Put,
            },
            Write("/group-cycles", app.AGroupCycle(out _), hasId: false),
            new(HttpMethod.Get, "/group-cycles", null, Writes: false, HasId: false, Assurance.Asserted),
            new(HttpMethod.Get, "/group-programmes/strong-families/changes", null, Writes: false, HasId: false, Assurance.Asserted),
            Read($"/group-cycles/{cycle}"),
            Write($"/group-cycles/{cycle}/families", new { members = new[] { new { caseId = @case, role = "caregiver" } } }),
            Write($"/group-cycles/{cycle}/complete", null),
            Write($"/group-sessions/{session}/attendance", new { present = Array.Empty<Guid>() }) with
            {
                Method = HttpMethod.Put,
            },
            Write(
                $"/group-members/{member}/measures",
                new
                {
                    measure = "parenting",
                    week = 0,
                    answers = new { },
                }
            ),
            Read($"/service-users/{user}/sharing"),
            Write(
                "/complaints",
                new
                {
                    kind = "complaint",
                    about = "nrcs",
                    text = "They were rude.",
                },
                hasId: false
            ),
            Write("/complaints/by-number", new { number = "F-2026-000001" }, hasId: false),
            new(HttpMethod.Get, "/complaints", null, Writes: false, HasId: false, Assurance.Asserted),
            Read($"/complaints/{complaint}"),
            Write($"/complaints/{complaint}/answer", new { answer = "We are sorry." }),
            Decide("/cases/import", "externalCode,givenName,familyName,sex,place\r\n"u8.ToArray()) with
            {
                HasId = false,
            },
            new(HttpMethod.Get, "/cases/export", null, Writes: false, HasId: false, Assurance.Authenticated),
            Read($"/cases/{@case}/suggestions?need=addiction"),
            new(HttpMethod.Get, "/work-lists/by-me", null, Writes: false, HasId: false, Assurance.Asserted),
            Write($"/referrals/{referral}/redirect", new { siteId = site, reason = "Too far." }),
            Write($"/referrals/{referral}/convert", null),
            Write($"/referrals/{referral}/contacts", new { channel = "phone", reached = true }),
            Write($"/referrals/{referral}/messages", new { text = "When?" }),
            Read($"/referrals/{referral}/messages"),
            Write($"/referrals/{referral}/links", new { }),
            Write($"/cases/{@case}/assign", new { workerId = Guid.NewGuid() }),
            Write($"/cases/{@case}/break-glass", new { reason = "The child did not come home." }),
            new(HttpMethod.Get, "/broken-glass", null, Writes: false, HasId: false, Assurance.Asserted),
            Write(
                $"/cases/{@case}/transfers",
                new
                {
                    organization = "nrcs",
                    consentId = consent,
                    summary = "Moved.",
                }
            ),
            new(HttpMethod.Get, "/transfers", null, Writes: false, HasId: false, Assurance.Asserted),
            Read($"/transfers/{transfer}"),
            Write($"/transfers/{transfer}/answer", new { accept = false, reason = "Full." }),
            Write($"/cases/{@case}/entries", new { kind = "note", text = "Called." }),
            Read($"/cases/{@case}/entries"),
            Write($"/entries/{entry}/done", new { outcome = "Done." }),
            Write($"/cases/{@case}/plans", Given.APlan()),
            Read($"/cases/{@case}/plans"),
            Write($"/plans/{(Guid)plan["id"]!}/submit", null),
            Decide($"/plans/{(Guid)plan["id"]!}/decide", new { approve = true }),
            Write($"/plan-actions/{(Guid)plan["goals"]![0]!["actions"]![0]!["id"]!}/done", new { outcome = "Done." }),
            Write($"/cases/{@case}/attachments", Given.APng()),
            Read($"/cases/{@case}/attachments"),
            Read($"/attachments/{await app.AnAttachmentAsync(@case)}"),
            Write($"/consents/{consent}/signature", Given.APng()),
            Read($"/consents/{consent}/signature"),
            new(HttpMethod.Get, "/agreements", null, Writes: false, HasId: false, Assurance.System),
            new(HttpMethod.Get, "/instruments", null, Writes: false, HasId: false, Assurance.System),
            new(HttpMethod.Get, "/instruments/needs-assessment", null, Writes: false, HasId: false, Assurance.System),
            Office(HttpMethod.Put, "/agreements/nrcs", new { reference = "DSA-1", validFrom = "2020-01-01" }),
            Office(HttpMethod.Post, "/instruments", new { code = "x" }),
            Write($"/cases/{@case}/assessments", new { instrument = "needs-assessment" }),
            Read($"/cases/{@case}/assessments"),
            Read($"/assessments/{assessment}"),
            Write($"/assessments/{assessment}/answers", new { answers = new { } }) with
            {
                Method = HttpMethod.Put,
            },
            Decide($"/assessments/{assessment}/complete", null),
            Decide($"/assessments/{assessment}/enter-in-error", new { reason = "Wrong person." }),
            Write("/campaigns", Given.ACampaign(), hasId: false),
            new(HttpMethod.Get, "/campaigns", null, Writes: false, HasId: false, Assurance.Asserted),
            Read($"/campaigns/{campaign}"),
            Read($"/campaigns/{campaign}/households"),
            Write(
                $"/campaigns/{campaign}/households",
                new
                {
                    households = new[]
                    {
                        new
                        {
                            place = "TM-S-01",
                            label = "House 4",
                            workerId = SomebodyOfMlspp.Worker,
                        },
                    },
                }
            ),
            Write($"/households/{household}/end", new { state = "refused" }),
            new(HttpMethod.Post, "/service-users/search", new { externalCode = "FAM-1" }, Writes: false, HasId: false, Assurance.Asserted),
            Write("/cases", new { serviceUserId = user }, hasId: false),
            new(HttpMethod.Get, "/cases", null, Writes: false, HasId: false, Assurance.Asserted),
            Read($"/cases/{@case}"),
            Write($"/cases/{@case}/close", new { reason = "goals-met" }),
            Write($"/cases/{@case}/reopen", new { reason = "Came back." }),
            Write($"/cases/{@case}/consents", Given.AConsent()),
            Read($"/cases/{@case}/consents"),
            Read($"/consents/{consent}"),
            Write($"/consents/{consent}/withdraw", new { reason = "Changed her mind." }),
            Write($"/cases/{@case}/referrals", Given.AReferral(site, consent)),
            new(HttpMethod.Get, "/referrals", null, Writes: false, HasId: false, Assurance.System),
            new(HttpMethod.Get, $"/referrals/{referral}", null, Writes: false, HasId: true, Assurance.System),
            new(HttpMethod.Get, "/audit", null, Writes: false, HasId: false, Assurance.System),
            new(HttpMethod.Get, "/audit/own", null, Writes: false, HasId: false, Assurance.Asserted),
            Fhir("/metadata", hasId: false),
            Fhir("/Task", hasId: false),
            Fhir($"/Task/{referral}"),
            Fhir("/ServiceRequest", hasId: false),
            Fhir($"/ServiceRequest/{referral}"),
            Fhir($"/Consent/{consent}"),
            Write($"{FhirRoot}/Task/{referral}", JsonNode.Parse(Given.ARejectionByTask)) with
            {
                Method = HttpMethod.Put,
            },
            .. Moves.Select(move => Write($"/referrals/{referral}/{move}", Given.BodyOf(move))),
        ];

        async Task<Guid> TransferAsync(Guid of)
        {
            var own = await app.AConsentAsync(of, Given.AConsent(recipients: ["keyik-okara"]));
            return await app.Requester.CreatedAsync(
                $"{Root}/cases/{of}/transfers",
                new
                {
                    organization = "keyik-okara",
                    consentId = own,
                    summary = "Moved.",
                }
            );
        }

        static Endpoint Fhir(string path, bool hasId = true) =>
            new(HttpMethod.Get, FhirRoot + path, null, Writes: false, hasId, Assurance.System);
        static Endpoint Decide(string path, object? body) =>
            new(HttpMethod.Post, path, body, Writes: true, HasId: true, Assurance.Authenticated);
        static Endpoint Office(HttpMethod method, string path, object body) =>
            new(method, path, body, Writes: true, HasId: false, Assurance.System) { IsOffices = true };
        static Endpoint Read(string path) => new(HttpMethod.Get, path, null, Writes: false, HasId: true, Assurance.Asserted);
        static Endpoint Write(string path, object? body, bool hasId = true) =>
            new(HttpMethod.Post, path, body, Writes: true, hasId, Assurance.Asserted);
    }

    private sealed record Endpoint(HttpMethod Method, string Path, object? Body, bool Writes, bool HasId, Assurance Assurance)
    {
        public bool IsFhir => Path.StartsWith(FhirRoot, StringComparison.Ordinal);

        /// <summary>Below the address of the service.</summary>
        public string Address => IsFhir ? Path : Root + Path;

        /// <summary>For the programme's office: another scope, and no organization.</summary>
        public bool IsOffices { get; init; }
    }
}
