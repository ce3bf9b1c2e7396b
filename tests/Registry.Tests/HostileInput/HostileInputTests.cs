using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SocialServices.Registry.Tests.Access;
using SocialServices.Registry.Tests.Importing;
using Xunit;

namespace SocialServices.Registry.Tests.HostileInput;

/// <summary>Whatever is sent to an endpoint, it is refused with the field named, or it is legal; the service never fails.</summary>
public sealed class HostileInputTests(IdleWorkerApp app) : IClassFixture<IdleWorkerApp>
{
    private readonly List<string> wrong = [];
    private readonly HttpClient office = Latin(app.Office());

    public static TheoryData<string> Endpoints { get; } = [.. AccessMatrix.Rows.Select(row => row.ToString())];

    public static TheoryData<string> Bodies { get; } =
    [.. AccessMatrix.Rows.Where(row => row.Body is ['{', ..]).Select(row => row.ToString())];

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task No_address_makes_an_endpoint_fail(string endpoint)
    {
        var target = await TargetAsync(endpoint);
        foreach (
            var (parameter, value) in Parameters(target.Row, BindingSource.Query).SelectMany(_ => Hostile.Parameters, ValueTuple.Create)
        )
        {
            var query = target.Row.Query.TrimStart('?').Split('&').Where(given => given.Length > 0 && given.Split('=')[0] != parameter);
            var answer = await SendAsync(
                target with
                {
                    Row = target.Row with { Query = $"?{string.Join('&', query.Append($"{parameter}={value}"))}" },
                }
            );
            await CheckAsync(
                answer,
                $"?{parameter}={Short(value)}",
                [parameter, .. Hostile.Together.TryGetValue(parameter, out var other) ? [other] : Array.Empty<string>()]
            );
            target = await AgainAsync(target, answer);
        }

        foreach (var key in Parameters(target.Row, BindingSource.Path).SelectMany(_ => Hostile.Keys))
        {
            await CheckAsync(await SendAsync(target with { Key = key }), Short(key), mayBeUnread: true);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Endpoints))]
    public async Task No_header_makes_an_endpoint_fail(string endpoint)
    {
        var target = await TargetAsync(endpoint);
        foreach (var (name, value) in Hostile.Headers(target.Row.Writes))
        {
            using var request = target.Row.ToRequest(target.Key, target.Tag);
            var headers = name is "Content-Type" ? request.Content?.Headers : (HttpHeaders)request.Headers;
            headers?.Remove(name);
            headers?.TryAddWithoutValidation(name, value);
            var answer = await office.SendAsync(request);
            await CheckAsync(answer, $"{name}: {Short(value)}", mayBeUnread: true);
            target = await AgainAsync(target, answer);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task No_body_makes_an_endpoint_fail(string endpoint)
    {
        var target = await TargetAsync(endpoint);
        foreach (var body in Hostile.Bodies)
        {
            await CheckAsync(await SendAsync(target, body), Short(body), mustBeRefused: true);
        }

        foreach (
            var (member, value) in BodyMember
                .AllOf(RequestOf(target.Row))
                .SelectMany(member => Hostile.ValuesFor(member.Kind), ValueTuple.Create)
        )
        {
            var body = member.Spoil(await target.Row.ToRequest(target.Key, null).Content!.ReadAsStringAsync(), value);
            var answer = await SendAsync(target, body);
            var isWrong = Hostile.IsWrong(member.Kind, value);
            await CheckAsync(answer, $"{member.Path} = {Short(value)}", isWrong ? [member.Path] : [], mustBeRefused: isWrong);
            target = await AgainAsync(target, answer);
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    private async Task<Target> TargetAsync(string endpoint) =>
        await TargetAsync(AccessMatrix.Rows.Single(row => row.ToString() == endpoint));

    private async Task<Target> TargetAsync(AccessRow row)
    {
        var record = await AccessRecord.ForAsync(app, row);
        return new(row, record.Key, (await record.ReadAsync(app)).Tag);
    }

    // What was legal after all has changed the record.
    private async Task<Target> AgainAsync(Target target, HttpResponseMessage answer) =>
        target.Row.HasKey && target.Row.Writes && answer.IsSuccessStatusCode ? await TargetAsync(target.Row) : target;

    private Type RequestOf(AccessRow row) =>
        app
            .Services.GetServices<EndpointDataSource>()
            .SelectMany(source => source.Endpoints)
            .OfType<RouteEndpoint>()
            .Single(mapped =>
                mapped.RoutePattern.RawText!.TrimEnd('/') == row.Template
                && mapped.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Contains(row.Method)
            )
            .Metadata.GetMetadata<IAcceptsMetadata>()!
            .RequestType!;

    private IEnumerable<string> Parameters(AccessRow row, BindingSource source) =>
        app
            .Services.GetRequiredService<IApiDescriptionGroupCollectionProvider>()
            .ApiDescriptionGroups.Items.SelectMany(group => group.Items)
            .Single(described => described.HttpMethod == row.Method && "/" + described.RelativePath!.TrimEnd('/') == row.Template)
            .ParameterDescriptions.Where(parameter => parameter.Source == source)
            .Select(parameter => JsonNamingPolicy.CamelCase.ConvertName(parameter.Name));

    private async Task<HttpResponseMessage> SendAsync(Target target, string? body = null)
    {
        using var request = target.Row.ToRequest(target.Key, target.Tag);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body))
            {
                Headers = { ContentType = new MediaTypeHeaderValue("application/json") },
            };
        }

        return await office.SendAsync(request);
    }

    // Headers may hold more than ASCII.
    private static HttpClient Latin(HttpClient caller)
    {
        var client = new HttpClient(new SocketsHttpHandler { RequestHeaderEncodingSelector = (_, _) => Encoding.Latin1 })
        {
            BaseAddress = caller.BaseAddress,
        };
        client.DefaultRequestHeaders.Authorization = caller.DefaultRequestHeaders.Authorization;
        return client;
    }

    /// <param name="answer">What came.</param>
    /// <param name="what">What was sent.</param>
    /// <param name="named">The fields of which one is named when it is refused; null when any may be.</param>
    /// <param name="mustBeRefused">It cannot be legal.</param>
    /// <param name="mayBeUnread">The server may refuse it before the application sees it.</param>
    private async Task CheckAsync(
        HttpResponseMessage answer,
        string what,
        string[]? named = null,
        bool mustBeRefused = false,
        bool mayBeUnread = false
    )
    {
        var text = await answer.Content.ReadAsStringAsync();
        var isRefused = (int)answer.StatusCode is >= 400 and < 500;
        if (answer.StatusCode is >= HttpStatusCode.InternalServerError || (mustBeRefused && !isRefused))
        {
            wrong.Add($"{what}: {(int)answer.StatusCode} {text}");
        }
        else if (
            isRefused
            && answer.Content.Headers.ContentType?.MediaType is not "application/problem+json"
            && !(mayBeUnread && text is "")
        )
        {
            wrong.Add($"{what}: {(int)answer.StatusCode} without a problem {text}");
        }
        else if (answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity && !mayBeUnread)
        {
            var fields = JsonNode.Parse(text)!["errors"]?.AsObject().Select(error => error.Key).ToList() ?? [];
            if (
                !fields.Exists(field =>
                    named is null or []
                    || named.Any(name =>
                        name.StartsWith(field, StringComparison.Ordinal) || field.StartsWith(name, StringComparison.Ordinal)
                    )
                )
            )
            {
                wrong.Add($"{what}: names {string.Join(", ", fields)} {text}");
            }
        }
    }

    private static string Short(string value) => value.Length > 40 ? $"{value[..40]}… ({value.Length})" : value;

    private sealed record Target(AccessRow Row, string Key, string? Tag);
}
