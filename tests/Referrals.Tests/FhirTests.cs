using System.Net;
using System.Text;
using System.Text.Json;
using Firely.Fhir.Validation;
using Hl7.Fhir.Model;
using Hl7.Fhir.Serialization;
using Hl7.Fhir.Specification.Source;
using Hl7.Fhir.Specification.Terminology;
using Xunit;
using static SocialServices.Referrals.Tests.ReferralsApp;
using Task = System.Threading.Tasks.Task;

namespace SocialServices.Referrals.Tests;

/// <summary>The FHIR R4 facade, read back by Firely's SDK.</summary>
public sealed class FhirTests(ReferralsApp app) : IClassFixture<ReferralsApp>
{
    private static readonly JsonSerializerOptions Fhir = new JsonSerializerOptions().ForFhir(ModelInfo.ModelInspector);

    [Fact]
    public async Task A_task_and_its_service_request_say_what_the_referral_says_and_name_nobody()
    {
        var id = await app.ARequestedReferralAsync(priority: "urgent");

        var (text, task) = await ReadAsync<Hl7.Fhir.Model.Task>(app.Receiver, $"Task/{id}");
        var (_, request) = await ReadAsync<ServiceRequest>(app.Receiver, $"ServiceRequest/{id}");
        var (_, consent) = await ReadAsync<Consent>(app.Receiver, request.SupportingInfo.Single().Reference!);

        Assert.Equal((Hl7.Fhir.Model.Task.TaskStatus.Requested, RequestPriority.Urgent), (task.Status!.Value, task.Priority!.Value));
        Assert.Equal($"ServiceRequest/{id}", task.Focus!.Reference);
        Assert.Equal(("mlspp", "nrcs"), (task.Requester!.Identifier!.Value, task.Owner!.Identifier!.Value));
        Assert.NotNull(task.Restriction!.Period!.End);
        Assert.Equal(RequestStatus.Active, request.Status);
        Assert.Equal("parents-with-addictions", request.Code!.Coding.Single().Code);
        Assert.Equal(Consent.ConsentState.Active, consent.Status);
        Assert.DoesNotContain("Durdyyewa", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Ogulgerek", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_resource_is_valid_by_the_published_profiles_of_R4()
    {
        var source = new CachedResolver(ZipSource.CreateValidationSource());
        var validator = new Validator(source, LocalTerminologyService.CreateDefaultForCore(source), null, null, null);
        Assert.False(validator.Validate(new Hl7.Fhir.Model.Task(), null).Success); // it does find what is missing
        var id = await app.AnAcceptedReferralAsync();
        var resources = new List<Resource>
        {
            (await ReadAsync<CapabilityStatement>(app.Requester, "metadata")).Resource,
            (await ReadAsync<Bundle>(app.Receiver, "Task?_count=5")).Resource,
        };
        foreach (var move in new string?[] { null, "complete", "enter-in-error" })
        {
            if (move is not null)
            {
                await (move is "complete" ? app.Receiver : app.Requester).MovedAsync(id, move);
            }

            var (_, request) = await ReadAsync<ServiceRequest>(app.Requester, $"ServiceRequest/{id}");
            resources.Add((await ReadAsync<Hl7.Fhir.Model.Task>(app.Requester, $"Task/{id}")).Resource);
            resources.Add(request);
            resources.Add((await ReadAsync<Consent>(app.Requester, request.SupportingInfo.Single().Reference!)).Resource);
        }

        foreach (var resource in resources)
        {
            var outcome = validator.Validate(resource, null);
            Assert.True(outcome.Success, $"{resource.TypeName}: {outcome}");
        }
    }

    /// <summary>The states of Gravity's TaskForReferralManagement that a Task goes through, and those of the request beside them.</summary>
    [Fact]
    public async Task The_receiver_moves_the_referral_by_its_task()
    {
        var id = await app.ARequestedReferralAsync();
        var worker = app.GivenAWorker();

        var accepted = await UpdateAsync(
            app.Receiver,
            id,
            task =>
            {
                task.Status = Hl7.Fhir.Model.Task.TaskStatus.Accepted;
                task.Owner = new ResourceReference { Identifier = new Identifier("urn:socialservices:worker", worker.ToString()) };
            }
        );
        Assert.Equal(HttpStatusCode.OK, accepted.StatusCode);
        Assert.Equal("accepted", await app.Requester.StatusAsync(id));
        await MovedAsync(id, Hl7.Fhir.Model.Task.TaskStatus.InProgress);
        await MovedAsync(id, Hl7.Fhir.Model.Task.TaskStatus.Completed, note: "Seven sessions.");

        var (_, request) = await ReadAsync<ServiceRequest>(app.Requester, $"ServiceRequest/{id}");
        Assert.Equal(RequestStatus.Completed, request.Status);
        var again = await UpdateAsync(app.Receiver, id, task => Set(task, Hl7.Fhir.Model.Task.TaskStatus.InProgress));
        Assert.Equal(HttpStatusCode.Conflict, again.StatusCode);
        Assert.Contains("completed", (await OutcomeAsync(again)).Issue.Single().Diagnostics, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_code_that_is_not_known_is_refused_and_never_replaced_by_another()
    {
        var id = await app.ARequestedReferralAsync();

        var unknown = await UpdateAsync(
            app.Receiver,
            id,
            task =>
            {
                Set(task, Hl7.Fhir.Model.Task.TaskStatus.Rejected, "No.");
                task.StatusReason = new CodeableConcept("urn:socialservices:end-reason", "too-busy");
            }
        );
        var other = await UpdateAsync(app.Receiver, id, task => Set(task, Hl7.Fhir.Model.Task.TaskStatus.Received));
        var silent = await UpdateAsync(
            app.Receiver,
            id,
            task =>
            {
                Set(task, Hl7.Fhir.Model.Task.TaskStatus.Rejected);
                task.StatusReason = new CodeableConcept("urn:socialservices:end-reason", "not-eligible");
            }
        );
        var noTask = await PutAsync(app.Receiver, id, """{"resourceType":"Patient"}""");
        var noFhir = await PutAsync(app.Receiver, id, """{"resourceType":"Task","status":"fine","intent":"order"}""");
        var late = await UpdateAsync(
            app.Receiver,
            id,
            task => Set(task, Hl7.Fhir.Model.Task.TaskStatus.Rejected, "No."),
            ifMatch: "W/\"1\""
        );

        Assert.All([unknown, other, silent], answer => Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode));
        Assert.All([noTask, noFhir], answer => Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode));
        Assert.NotEqual(HttpStatusCode.OK, late.StatusCode);
        Assert.Contains("not-eligible", (await OutcomeAsync(unknown)).Issue.Single().Diagnostics, StringComparison.Ordinal);
        Assert.Equal("requested", await app.Requester.StatusAsync(id));
    }

    [Fact]
    public async Task A_search_pages_through_ones_own_tasks_by_status_and_refuses_an_unknown_one()
    {
        var ids = new HashSet<string>();
        for (var i = 0; i < 3; i++)
        {
            ids.Add((await app.ARequestedReferralAsync()).ToString());
        }

        var seen = new HashSet<string>();
        for (Uri? next = new("/fhir/Task?status=requested&_count=2", UriKind.Relative); next is not null; )
        {
            var page = JsonSerializer.Deserialize<Bundle>(await app.Receiver.GetStringAsync(next), Fhir)!;
            Assert.True(page.Entry.Count <= 2);
            seen.UnionWith(page.Entry.Select(entry => entry.Resource!.Id!));
            next = page.NextLink;
        }

        Assert.Superset(ids, seen);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Receiver.GetAsync("/fhir/Task?status=fine")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await app.Receiver.GetAsync("/fhir/ServiceRequest?status=requested")).StatusCode);
        Assert.Empty(JsonSerializer.Deserialize<Bundle>(await app.Stranger.GetStringAsync("/fhir/Task"), Fhir)!.Entry);
    }

    [Fact]
    public async Task Service_requests_are_searched_by_status_id_and_number()
    {
        var id = await app.ARequestedReferralAsync();
        var number = (string)(await app.Receiver.ReadAsync($"/referrals/{id}"))["referral"]!["number"]!;

        foreach (
            var search in new[] { $"_id={id}", $"identifier={number}", $"identifier=urn:socialservices:referral|{number}&status=active" }
        )
        {
            var (_, bundle) = await ReadAsync<Bundle>(app.Receiver, $"ServiceRequest?{search}");

            Assert.Equal(id.ToString(), Assert.IsType<ServiceRequest>(bundle.Entry.Single().Resource).Id);
        }

        using var foreign = await app.Receiver.GetAsync($"/fhir/ServiceRequest?identifier=urn:other|{number}");
        Assert.Equal(HttpStatusCode.BadRequest, foreign.StatusCode);
        var (_, ended) = await ReadAsync<Bundle>(app.Receiver, $"ServiceRequest?_id={id}&status=revoked");
        Assert.Empty(ended.Entry);
    }

    [Fact]
    public async Task A_version_as_FHIR_gives_it_is_taken_and_a_late_one_is_refused()
    {
        var id = await app.ARequestedReferralAsync();
        var tag = (await app.Receiver.GetAsync($"/fhir/Task/{id}")).Headers.ETag!.ToString();
        Assert.StartsWith("W/\"", tag, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.PreconditionFailed, (await PutAsync(app.Receiver, id, Given.ARejectionByTask, "W/\"1\"")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await PutAsync(app.Receiver, id, Given.ARejectionByTask, "newest")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PutAsync(app.Receiver, id, Given.ARejectionByTask, tag)).StatusCode);
    }

    [Theory]
    [InlineData("Task?patient=1", HttpStatusCode.BadRequest, "patient")]
    [InlineData("Task?after=x", HttpStatusCode.BadRequest, "after")]
    [InlineData("Patient/1", HttpStatusCode.NotFound, null)]
    public async Task What_is_refused_before_a_handler_runs_is_an_OperationOutcome_too(string path, HttpStatusCode status, string? names)
    {
        using var refused = await app.Receiver.GetAsync($"/fhir/{path}");

        Assert.Equal((status, "application/fhir+json"), (refused.StatusCode, refused.Content.Headers.ContentType!.MediaType));
        Assert.Contains(names ?? "", (await OutcomeAsync(refused)).Issue.Single().Diagnostics, StringComparison.Ordinal);
        using var nobody = new HttpClient { BaseAddress = app.Service.RestAddress };
        using var unknown = await nobody.GetAsync($"/fhir/{path}");
        Assert.Equal("application/fhir+json", unknown.Content.Headers.ContentType!.MediaType);
        Assert.Single((await OutcomeAsync(unknown)).Issue);
    }

    [Fact]
    public async Task Strangers_find_nothing_systems_read_only_and_the_wrong_scope_gets_nowhere()
    {
        var id = await app.ARequestedReferralAsync();
        var consent = (Guid)(await app.Requester.ReadAsync($"/referrals/{id}"))["referral"]!["consentId"]!;
        using var system = app.Service.Client(Both, "nrcs", "client-of-nrcs");
        using var other = app.Service.Client("registry.read", "nrcs", "client-of-nrcs");
        using var nobody = new HttpClient { BaseAddress = app.Service.RestAddress };
        foreach (var path in new[] { $"Task/{id}", $"ServiceRequest/{id}", $"Consent/{consent}" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await app.Stranger.GetAsync($"/fhir/{path}")).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await system.GetAsync($"/fhir/{path}")).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync($"/fhir/{path}")).StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, (await nobody.GetAsync($"/fhir/{path}")).StatusCode);
        }

        var moved = await PutAsync(system, id, """{"resourceType":"Task","status":"rejected","intent":"order"}""");
        Assert.Equal(HttpStatusCode.Forbidden, moved.StatusCode);
        var stranger = await UpdateAsync(app.Stranger, id, task => Set(task, Hl7.Fhir.Model.Task.TaskStatus.InProgress));
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
    }

    [Fact]
    public async Task The_capability_statement_says_R4_and_what_of_Gravity_is_not_met()
    {
        var (_, statement) = await ReadAsync<CapabilityStatement>(app.Requester, "metadata");

        Assert.Equal(FHIRVersion.N4_0_1, statement.FhirVersion);
        Assert.Equal(["Task", "ServiceRequest", "Consent"], statement.Rest.Single().Resource.Select(resource => resource.Type));
        Assert.Contains("Not met", statement.Rest.Single().Documentation, StringComparison.Ordinal);
    }

    private static void Set(Hl7.Fhir.Model.Task task, Hl7.Fhir.Model.Task.TaskStatus status, string? note = null)
    {
        task.Status = status;
        task.Note = note is null ? [] : [new Annotation { Text = note }];
    }

    private async Task MovedAsync(Guid id, Hl7.Fhir.Model.Task.TaskStatus status, string? note = null)
    {
        var answer = await UpdateAsync(app.Receiver, id, task => Set(task, status, note));
        Assert.True(answer.StatusCode is HttpStatusCode.OK, await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> UpdateAsync(
        HttpClient client,
        Guid id,
        Action<Hl7.Fhir.Model.Task> change,
        string ifMatch = "*"
    )
    {
        var (_, task) = await ReadAsync<Hl7.Fhir.Model.Task>(app.Requester, $"Task/{id}");
        change(task);
        return await PutAsync(client, id, JsonSerializer.Serialize<Resource>(task, Fhir), ifMatch);
    }

    private static Task<HttpResponseMessage> PutAsync(HttpClient client, Guid id, string json, string ifMatch = "*")
    {
        var request = new HttpRequestMessage(HttpMethod.Put, $"/fhir/Task/{id}")
        {
            Content = new StringContent(json, Encoding.UTF8, "application/fhir+json"),
        };
        request.Headers.TryAddWithoutValidation("If-Match", ifMatch);
        return client.SendAsync(request);
    }

    /// <summary>Strict: what is no valid R4 JSON does not come back.</summary>
    private static async Task<(string Text, T Resource)> ReadAsync<T>(HttpClient client, string path)
        where T : Resource
    {
        var answer = await client.GetAsync($"/fhir/{path}");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode is HttpStatusCode.OK, text);
        Assert.Equal("application/fhir+json", answer.Content.Headers.ContentType?.MediaType);
        return (text, Assert.IsType<T>(JsonSerializer.Deserialize<Resource>(text, Fhir)));
    }

    private static async Task<OperationOutcome> OutcomeAsync(HttpResponseMessage answer) =>
        Assert.IsType<OperationOutcome>(JsonSerializer.Deserialize<Resource>(await answer.Content.ReadAsStringAsync(), Fhir));
}
