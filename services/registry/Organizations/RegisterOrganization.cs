using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using SocialServices.Registry.Data;
using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Calendar;
using SocialServices.ServiceDefaults.Errors;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.Idempotency;

namespace SocialServices.Registry.Organizations;

internal static class RegisterOrganization
{
    /// <param name="Code">Lower case letters, digits and dashes; never changes.</param>
    /// <param name="Kind">What it is.</param>
    /// <param name="Name">In three languages.</param>
    /// <param name="Roles">What it does in the programme, since a day that is not known.</param>
    /// <param name="RolePeriods">What it did, does and will do in the programme, when the days are known, instead of <c>roles</c>.</param>
    /// <param name="Parent">Code of the organization it is part of.</param>
    /// <param name="LegalForm">For example <c>public association</c>.</param>
    /// <param name="RegistrationNumber">In the state register of legal entities.</param>
    /// <param name="Website">Public address.</param>
    /// <param name="Contacts">How to reach its offices.</param>
    /// <param name="Addresses">Where its offices are.</param>
    /// <example>{"code":"yenme","kind":"ngo-provider","name":{"tk":"«Ýeňme» jemgyýetçilik guramasy","ru":"Общественная организация «Енме»","en":"Yenme"},"rolePeriods":[{"role":"provider","from":"2021-09-01"}],"legalForm":"public association","website":"https://yenme.example","contacts":[{"function":{"tk":"Kabulhana","ru":"Приёмная","en":"Reception"},"phone":"+99312000000"}],"addresses":[{"place":"TM-S","street":"Görogly köçesi 7","kind":"physical"}]}</example>
    public sealed record Request(
        [property:
            Required,
            MaxLength(50),
            RegularExpression("^[a-z0-9]+(-[a-z0-9]+)*$", ErrorMessage = "Lower case letters, digits and dashes only.")
        ]
            string Code,
        OrganizationKind Kind,
        LocalizedText Name,
        IReadOnlyList<ProgrammeRole>? Roles = null,
        IReadOnlyList<RolePeriod>? RolePeriods = null,
        string? Parent = null,
        string? LegalForm = null,
        string? RegistrationNumber = null,
        string? Website = null,
        IReadOnlyList<Contact>? Contacts = null,
        IReadOnlyList<OfficeAddress>? Addresses = null
    ) : OrganizationDetails(Kind, Name, Roles, RolePeriods, Parent, LegalForm, RegistrationNumber, Website, Contacts, Addresses);

    public static void Map(RouteGroupBuilder organizations) =>
        organizations
            .MapPost("", HandleAsync)
            .WithName(nameof(RegisterOrganization))
            .WithSummary("Enter an organization into the register. For the programme's office only.")
            .RequireScope(Scopes.ProgrammeManage)
            .Idempotent()
            .Refuses(StatusCodes.Status409Conflict, StatusCodes.Status422UnprocessableEntity);

    internal static async Task<Results<Created<OrganizationView>, ProblemHttpResult>> HandleAsync(
        Request request,
        HttpContext http,
        RegistryDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var today = clock.Today();
        if (request.Parent is not null)
        {
            await db.BeginAsync(cancellationToken);
            await OrganizationRules.LockParentsAsync(db, cancellationToken);
        }

        var errors = await OrganizationRules.FindErrorsAsync(db, request.Code, [], request, today, cancellationToken);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var organization = new Organization
        {
            Code = request.Code,
            Kind = request.Kind,
            Name = request.Name,
        };
        organization.Describe(
            request.Roles is { } roles
                ? request with
                {
                    Roles = null,
                    RolePeriods = [.. roles.Distinct().Select(role => new RolePeriod(role))],
                }
                : request,
            today
        );
        db.Add(organization);
        db.Publish(organization.Registered());
        db.Audit("register organization", organization.Subject);
        if (await db.SaveAsync(cancellationToken) is { } refused)
        {
            return refused;
        }

        return http.Response.Created(
            $"/api/v1/registry/organizations/{organization.Code}",
            organization.Version,
            OrganizationView.Written(organization, today, http.Request)
        );
    }
}
