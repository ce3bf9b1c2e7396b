using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

/// <summary>What tests of imports do all the time.</summary>
internal static class ImportCalls
{
    public const string Path = "/api/v1/registry/imports";
    public const string Header = "code,organization,serviceType,place,nameTk,nameRu,nameEn,address,latitude,longitude,status,total";

    /// <summary>A row under <see cref="Header"/>.</summary>
    public static string Row(
        string code,
        string organization = "nrcs",
        string name = "Hope centre",
        int total = 5,
        string place = "TM-S",
        string address = ""
    ) => $"{code},{organization},families-in-difficulty,{place},{name} tk,{name} ru,{name},{address},,,active,{total}";

    public static string Csv(params IEnumerable<string> rows) => string.Join("\r\n", rows.Prepend(Header)) + "\r\n";

    public static Task<HttpResponseMessage> UploadAsync(this HttpClient client, string csv, string query = "", string type = "text/csv") =>
        client.UploadAsync(Encoding.UTF8.GetBytes(csv), query, type);

    public static Task<HttpResponseMessage> UploadAsync(this HttpClient client, byte[] file, string query = "", string type = "text/csv")
    {
        var content = new ByteArrayContent(file) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        return client.PostAsync($"{Path}?{(query.Contains("kind=", StringComparison.Ordinal) ? "" : "kind=sites&")}{query}", content);
    }

    /// <summary>Uploads and waits for the end.</summary>
    public static async Task<JsonNode> ImportAsync(this HttpClient client, string csv, string query = "", string type = "text/csv")
    {
        var response = await client.UploadAsync(csv, query, type);
        Assert.True(response.StatusCode is HttpStatusCode.Accepted, await response.Content.ReadAsStringAsync());
        var import = await response.JsonAsync();
        Assert.Equal($"{Path}/{import["id"]}", response.Headers.Location!.ToString());
        return await client.EndOfAsync(import.Id());
    }

    /// <summary>A file about organizations.</summary>
    /// <param name="columns">Those behind the names.</param>
    /// <param name="rows">Code, which is the name too, and the cells of the columns.</param>
    public static string Organizations(string columns, params IEnumerable<(string Code, string Cells)> rows) =>
        string.Join(
            "\r\n",
            rows.Select(row => $"{row.Code},ngo-provider,{row.Code},{row.Code},{row.Code},{row.Cells}")
                .Prepend($"code,kind,nameTk,nameRu,nameEn,{columns}")
        ) + "\r\n";

    public static Task<JsonNode> EndOfAsync(this HttpClient client, Guid import) =>
        Eventually.GetAsync(
            async () => await (await client.GetAsync($"{Path}/{import}")).JsonAsync(),
            seen => seen["state"]!.GetValue<string>() is "finished" or "failed" or "cancelled",
            TimeSpan.FromSeconds(60)
        );

    /// <summary>An import that ended well, with these numbers.</summary>
    public static void AssertRows(
        this JsonNode import,
        int created = 0,
        int updated = 0,
        int unchanged = 0,
        int rejected = 0,
        int ignored = 0
    )
    {
        Assert.True(import["state"]!.GetValue<string>() is "finished", import.ToJsonString());
        var rows = import["rows"]!;
        Assert.Equal(
            (created, updated, unchanged, rejected, ignored),
            (
                rows["created"]!.GetValue<int>(),
                rows["updated"]!.GetValue<int>(),
                rows["unchanged"]!.GetValue<int>(),
                rows["rejected"]!.GetValue<int>(),
                rows["ignored"]!.GetValue<int>()
            )
        );
        Assert.Equal(created + updated + unchanged + rejected + ignored, rows["read"]!.GetValue<int>());
        Assert.Equal(rows["read"]!.GetValue<int>(), rows["total"]!.GetValue<int>());
    }

    public static Guid Id(this JsonNode record) => record["id"]!.GetValue<Guid>();

    /// <summary>The lines of rejected.csv or warnings.csv, without the header.</summary>
    public static async Task<string[]> FindingsAsync(this HttpClient client, JsonNode import, string file = "rejected.csv")
    {
        var text = await client.GetStringAsync($"{Path}/{import.Id()}/{file}");
        Assert.StartsWith("line,field,reason,value\r\n", text, StringComparison.Ordinal);
        return text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries)[1..];
    }

    public static async Task<JsonArray> DuplicatesAsync(this HttpClient client, JsonNode import) =>
        (await (await client.GetAsync($"{Path}/{import.Id()}/duplicates")).JsonAsync())["items"]!.AsArray();

    /// <summary>Sites by the organization's code for them.</summary>
    public static async Task<JsonNode?> SiteAsync(this HttpClient client, string code) =>
        (await (await client.GetAsync($"{RegistryApp.Sites}?code={code}&status=any")).JsonAsync())["items"]!.AsArray().SingleOrDefault();
}
