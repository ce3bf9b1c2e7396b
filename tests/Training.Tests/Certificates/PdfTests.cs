using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using SocialServices.Training.Tests.Support;
using UglyToad.PdfPig;
using UglyToad.PdfPig.DocumentLayoutAnalysis.TextExtractor;
using Xunit;

namespace SocialServices.Training.Tests.Certificates;

public sealed partial class PdfTests(TrainingFixture training) : IClassFixture<TrainingFixture>
{
    [Fact]
    public async Task The_pdf_says_everything_in_three_languages()
    {
        var (_, number) = await training.GivenACertificateAsync(name: "Ogulşirin Ýazgeldiýewa-Ňuryýewa");
        var bytes = await training.Organizer.GetByteArrayAsync($"{TrainingFixture.Root}/certificates/{number}/pdf");
        Save(bytes);

        using var pdf = PdfDocument.Open(bytes);
        var text = ContentOrderTextExtractor.GetText(pdf.GetPage(1));
        Assert.Equal(1, pdf.NumberOfPages);
        foreach (
            var expected in (string[])
                [
                    "ŞAHADATNAMA",
                    "Свидетельство",
                    "Certificate",
                    "Ogulşirin Ýazgeldiýewa-Ňuryýewa",
                    "Güýçli maşgalalar",
                    "«Сильные",
                    "Strong Families",
                    "alyp baryjy",
                    "ведущий",
                    "31.05.2021 – 06.07.2021",
                    "möhletsiz",
                    "Организация unodc",
                    "unodc guramasy",
                    number,
                    $"{TrainingApp.PublicUrl}/verify/{number}",
                ]
        )
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("(a) Tj ET /JavaScript (app.alert(1)) BT")]
    [InlineData("=HYPERLINK(\"x\")")]
    public async Task What_looks_like_a_script_is_printed_as_it_is_and_nothing_runs(string name)
    {
        var (_, number) = await training.GivenACertificateAsync(name: name);
        var bytes = await training.Organizer.GetByteArrayAsync($"{TrainingFixture.Root}/certificates/{number}/pdf");

        using var pdf = PdfDocument.Open(bytes);
        Assert.Contains(name, ContentOrderTextExtractor.GetText(pdf.GetPage(1)), StringComparison.Ordinal);
        var raw = SubsetTag().Replace(Encoding.Latin1.GetString(bytes), "/"); // six random letters, which may begin with AA or JS
        Assert.All(
            (string[])["/OpenAction", "/AA", "/JS", "/Launch", "/EmbeddedFile"],
            action => Assert.DoesNotContain(action, raw, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task All_certificates_of_a_course_come_in_one_file()
    {
        var course = await training.GivenACourseAsync(sessions: 1);
        var (anna, berdi) = (
            await training.GivenAParticipantAsync(course, "nrcs", 90),
            await training.GivenAParticipantAsync(course, "yenme", 90)
        );
        await training.AttendAsync(course, 1, anna.WorkerId, berdi.WorkerId);
        await training.CompleteAsync(course);
        var path = $"{TrainingFixture.Root}/courses/{course}/certificates.pdf";

        Assert.Equal(2, await PagesAsync(training.Organizer));
        Assert.Equal(1, await PagesAsync(training.ClientOf("yenme"))); // its own
        Assert.Equal(HttpStatusCode.NotFound, (await training.ClientOf("keyik-okara").GetAsync(path)).StatusCode);

        async Task<int> PagesAsync(HttpClient client)
        {
            using var pdf = PdfDocument.Open(await client.GetByteArrayAsync(path));
            return pdf.NumberOfPages;
        }
    }

    /// <summary>For people to look at, where <c>SHOW_PDF</c> names a folder.</summary>
    private static void Save(byte[] pdf)
    {
        if (Environment.GetEnvironmentVariable("SHOW_PDF") is { Length: > 0 } folder)
        {
            File.WriteAllBytes(Path.Combine(folder, "certificate.pdf"), pdf);
        }
    }

    [GeneratedRegex(@"/[A-Z]{6}\+")]
    private static partial Regex SubsetTag();
}
