using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SocialServices.Testing;
using Xunit;

namespace SocialServices.Registry.Tests.Importing;

/// <summary>Files that are not what they say, too large, or made to harm.</summary>
public sealed class HostileFileTests(SmallFilesApp app) : IClassFixture<SmallFilesApp>
{
    private const string NotWhatItSays = "urn:socialservices:problem:not-what-it-says";

    public static TheoryData<string, byte[], string> Disguises { get; } =
        new()
        {
            { "a spreadsheet", [0x50, 0x4B, 0x03, 0x04, 20, 0, 6, 0], "text/csv" },
            { "gzip", Gzip(), "text/csv" },
            { "an old spreadsheet", [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], "text/csv" },
            { "PDF", "%PDF-1.7"u8.ToArray(), "text/csv" },
            { "UTF-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(ImportCalls.Csv(ImportCalls.Row("x")))], "text/csv" },
            { "UTF-16 without a mark", Encoding.BigEndianUnicode.GetBytes(ImportCalls.Csv(ImportCalls.Row("x"))), "text/csv" },
            { "HTML", "\r\n<!doctype html><table></table>"u8.ToArray(), "text/csv" },
            { "JSON", "[{\"id\":1}]"u8.ToArray(), "text/csv" },
            { "CSV", Encoding.UTF8.GetBytes(ImportCalls.Csv(ImportCalls.Row("x"))), "application/json" },
            { "binary", [1, 2, 0, 3, 0], "text/csv" },
        };

    [Theory]
    [MemberData(nameof(Disguises))]
    public async Task A_file_that_is_not_what_it_says_is_refused(string what, byte[] file, string type)
    {
        var response = await app.Office().UploadAsync(file, type: type);

        Assert.True(response.StatusCode is HttpStatusCode.UnsupportedMediaType, $"{what}: {await response.Content.ReadAsStringAsync()}");
        Assert.Equal(NotWhatItSays, (await response.JsonAsync())["type"]!.GetValue<string>());
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_CSV_file_is_taken_as_browsers_name_it_where_Excel_is_installed()
    {
        var import = await app.Office().ImportAsync(ImportCalls.Csv(ImportCalls.Row("excel-type")), type: "application/vnd.ms-excel");

        import.AssertRows(created: 1);
    }

    [Theory]
    [InlineData("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")]
    [InlineData("text/plain")]
    [InlineData("text/csv; charset=windows-1251")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Other_types_are_refused(string type)
    {
        var response = await app.Office().UploadAsync(ImportCalls.Csv(ImportCalls.Row("x")), type: type);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_compressed_body_is_refused_and_never_unpacked()
    {
        var content = new ByteArrayContent(Gzip())
        {
            Headers = { ContentType = new MediaTypeHeaderValue("text/csv"), ContentEncoding = { "gzip" } },
        };

        var response = await app.Office().PostAsync($"{ImportCalls.Path}?kind=sites", content);

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
        Assert.Equal(["Content-Encoding"], await response.FieldsAsync());
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Bytes_that_are_not_UTF_8_are_refused_wherever_they_stand()
    {
        byte[] file =
        [
            .. Encoding.UTF8.GetBytes(ImportCalls.Csv(Enumerable.Range(0, 15_000).Select(i => ImportCalls.Row($"r{i}")))),
            0xCF,
            0xF0,
        ];
        Assert.True(file.Length > 1024 * 1024);

        var response = await app.Office().UploadAsync(file);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
        Assert.Equal(["file"], await response.FieldsAsync());
        await AssertNothingIsLeftAsync();
    }

    [Theory]
    [InlineData("", "file")]
    [InlineData("code,organization,serviceType,place,nameTk,nameRu,nameEn,total,colour\n", "colour")]
    [InlineData("code,organization,serviceType,nameTk,nameRu,nameEn,total\n", "place")]
    [InlineData("code,CODE,organization,serviceType,place,nameTk,nameRu,nameEn,total\n", "code")]
    [InlineData("organization,serviceType,place,nameTk,nameRu,nameEn,total\n", "code")]
    [InlineData("\"never closed,organization\n", "file")]
    public async Task A_header_that_does_not_fit_is_refused_with_the_column_named(string csv, string column)
    {
        var response = await app.Office().UploadAsync(csv);

        Assert.True(response.StatusCode is HttpStatusCode.UnprocessableEntity, await response.Content.ReadAsStringAsync());
        Assert.Equal([column], await response.FieldsAsync());
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_file_of_2_GB_is_refused_before_it_is_read()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{ImportCalls.Path}?kind=sites")
        {
            Content = new EndlessContent(2L * 1024 * 1024 * 1024),
        };
        request.Headers.ExpectContinue = true;

        using var response = await app.Office().SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(
            $"{SmallFilesApp.MaxFileSize}",
            (await response.JsonAsync())["errors"]!["body"]![0]!.GetValue<string>(),
            StringComparison.Ordinal
        );
        Assert.Equal(0, ((EndlessContent)request.Content).Written);
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task A_file_of_unknown_length_is_refused_as_soon_as_it_is_too_large()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{ImportCalls.Path}?kind=sites")
        {
            Content = new EndlessContent(null),
        };
        request.Headers.TransferEncodingChunked = true;

        try
        {
            using var response = await app.Office().SendAsync(request);
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        }
        catch (HttpRequestException)
        {
            // the server closes the connection while the client still writes
        }

        Assert.InRange(((EndlessContent)request.Content).Written, SmallFilesApp.MaxFileSize, 4 * SmallFilesApp.MaxFileSize);
        await AssertNothingIsLeftAsync();
    }

    [Fact]
    public async Task Too_many_rows_are_refused_before_any_is_taken()
    {
        var import = await app.Office()
            .ImportAsync(ImportCalls.Csv(Enumerable.Range(0, SmallFilesApp.MaxRows + 1).Select(i => ImportCalls.Row($"many-{i}"))));

        Assert.Equal("failed", import["state"]!.GetValue<string>());
        Assert.Contains($"{SmallFilesApp.MaxRows} rows", import["failure"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(await app.Office().SiteAsync("many-0"));
    }

    [Fact]
    public async Task A_file_that_breaks_off_is_not_taken_by_half_and_may_be_sent_anew()
    {
        var csv = ImportCalls.Csv(ImportCalls.Row("broken-1")) + "\"broken-2,nrcs\r\n";

        var import = await app.Office().ImportAsync(csv);

        Assert.Equal("failed", import["state"]!.GetValue<string>());
        Assert.Contains("line 3", import["failure"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(await app.Office().SiteAsync("broken-1"));
        Assert.NotEqual(import.Id(), (await app.Office().ImportAsync(csv)).Id());
    }

    private async Task AssertNothingIsLeftAsync()
    {
        await using var db = app.OpenDatabase();
        Assert.False(await db.Imports.AnyAsync(i => i.Bytes == 0 || i.Hash == null));
        Assert.False(await db.ImportChunks.AnyAsync(c => !db.Imports.Any(i => i.Id == c.ImportId)));
    }

    private static byte[] Gzip()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            gzip.Write(new byte[10 * 1024 * 1024]);
        }

        return packed.ToArray();
    }

    /// <summary>Rows without end, or as many bytes as it says.</summary>
    private sealed class EndlessContent : HttpContent
    {
        private static readonly byte[] Rows = Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Repeat(ImportCalls.Row("endless") + "\r\n", 1000))
        );
        private readonly long? length;

        public EndlessContent(long? length)
        {
            this.length = length;
            Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        }

        public long Written { get; private set; }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(Encoding.UTF8.GetBytes(ImportCalls.Header + "\r\n"));
            while (Written < (length ?? long.MaxValue))
            {
                await stream.WriteAsync(Rows);
                Written += Rows.Length;
            }
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length ?? 0;
            return length is not null;
        }
    }
}
