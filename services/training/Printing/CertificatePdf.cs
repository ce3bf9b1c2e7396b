using Microsoft.Extensions.Options;
using PdfSharp.Pdf;
using SocialServices.Training.Certificates;

namespace SocialServices.Training.Printing;

/// <summary>Certificates as PDF: one page each. A certificate keeps the template with which it was issued.</summary>
internal sealed class CertificatePdf(IOptions<PublicOptions> options)
{
    /// <param name="certificates">Signed ones, with what is printed on them.</param>
    public byte[] Print(IReadOnlyList<(Certificate Certificate, PrintedDetails Printed)> certificates)
    {
        EmbeddedFonts.Use();
        using var document = new PdfDocument();
        document.Info.Title = certificates.Count == 1 ? certificates[0].Certificate.Number : "Certificates";
        foreach (var (certificate, printed) in certificates)
        {
            var address = options.Value.Address($"/verify/{certificate.Number}");
            switch (certificate.Template)
            {
                case 1:
                    TemplateOne.Draw(document.AddPage(), certificate, printed, address);
                    break;
                default:
                    throw new InvalidOperationException($"There is no template {certificate.Template}.");
            }
        }

        using var stream = new MemoryStream();
        document.Save(stream);
        return stream.ToArray();
    }
}
