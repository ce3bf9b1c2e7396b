using System.Globalization;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Drawing.Layout;
using PdfSharp.Pdf;
using SocialServices.Training.Certificates;

namespace SocialServices.Training.Printing;

/// <summary>
/// The first form of a certificate: A4 across, the holder's name in the middle, below it a column for each language, then the issuers
/// and the QR code of the check page. Frozen: what is to look different gets a new template.
/// </summary>
internal static class TemplateOne
{
    private const double Margin = 42;
    private const double Gap = 18;
    private static readonly XColor Ink = XColor.FromArgb(0x12, 0x3A, 0x5C);
    private static readonly string[] Languages = ["tk", "ru", "en"];

    public static void Draw(PdfPage page, Certificate certificate, PrintedDetails printed, string address)
    {
        (page.Size, page.Orientation) = (PageSize.A4, PageOrientation.Landscape);
        using var graphics = XGraphics.FromPdfPage(page);
        var (width, height) = (page.Width.Point, page.Height.Point);
        graphics.DrawRectangle(new XPen(Ink, 2), 18, 18, width - 36, height - 36);
        graphics.DrawRectangle(new XPen(Ink, 0.5), 23, 23, width - 46, height - 46);

        Centre(graphics, Texts.Certificate.Tk.ToUpperInvariant(), Font(30, bold: true), 82, width);
        Centre(graphics, $"{Texts.Certificate.Ru}  ·  {Texts.Certificate.En}", Font(14), 104, width);
        Centre(graphics, printed.Holder, Fitting(graphics, printed.Holder, 28, width - 4 * Margin), 158, width);
        graphics.DrawLine(new XPen(Ink, 0.75), width * 0.2, 170, width * 0.8, 170);

        var column = (width - 2 * Margin - 2 * Gap) / 3;
        for (var i = 0; i < Languages.Length; i++)
        {
            DrawDetails(graphics, certificate, printed, Languages[i], Margin + i * (column + Gap), column);
        }

        DrawIssuers(graphics, printed, width, height);
        DrawCheck(graphics, certificate, address, width, height);
    }

    private static void DrawDetails(
        XGraphics graphics,
        Certificate certificate,
        PrintedDetails printed,
        string language,
        double x,
        double width
    )
    {
        var y = 208.0;
        Wrapped(printed.Programme.In(language), Font(14, bold: true), 42);
        if (printed.Level is { } level)
        {
            Line(Texts.Level, Texts.OfLevel(level).In(language));
        }

        Line(Texts.Days, printed.TrainingDays.ToString(CultureInfo.InvariantCulture));
        if (printed.Hours is { } hours)
        {
            Line(Texts.Hours, hours.ToString(CultureInfo.InvariantCulture));
        }

        Line(Texts.Dates, $"{Texts.Day(printed.From)} – {Texts.Day(printed.Until)}");
        Line(Texts.ValidFrom, Texts.Day(certificate.ValidFrom));
        Line(Texts.ValidUntil, certificate.ValidUntil is { } last ? Texts.Day(last) : Texts.NoEnd.In(language));

        void Line(LocalizedText label, string value)
        {
            graphics.DrawString($"{label.In(language)}:", Font(10.5), new XSolidBrush(XColors.DimGray), x, y);
            graphics.DrawString(value, Font(11, bold: true), XBrushes.Black, x + width * 0.46, y);
            y += 20;
        }

        void Wrapped(string text, XFont font, double height)
        {
            new XTextFormatter(graphics).DrawString(
                text,
                font,
                XBrushes.Black,
                new XRect(x, y - 12, width, height),
                XStringFormats.TopLeft
            );
            y += height + 6;
        }
    }

    private static void DrawIssuers(XGraphics graphics, PrintedDetails printed, double width, double height)
    {
        var room = width - 2 * Margin - 190; // beside the QR code
        var each = room / printed.Issuers.Count;
        foreach (var (index, issuer) in printed.Issuers.Index())
        {
            var (x, y) = (Margin + index * each, height - 158);
            graphics.DrawLine(new XPen(Ink, 0.5), x, y - 14, x + each - Gap, y - 14);
            foreach (var (language, bold) in Languages.Zip((bool[])[true, false, false]))
            {
                var name = issuer.In(language);
                new XTextFormatter(graphics).DrawString(
                    name,
                    Font(9, bold),
                    XBrushes.Black,
                    new XRect(x, y - 8, each - Gap, 26),
                    XStringFormats.TopLeft
                );
                y += 27;
            }
        }
    }

    private static void DrawCheck(XGraphics graphics, Certificate certificate, string address, double width, double height)
    {
        const double size = 92;
        var x = width - Margin - size;
        QrCode.Draw(graphics, address, x, height - 172, size);
        var right = new XRect(Margin, height - 74, width - 2 * Margin, 12);
        graphics.DrawString(certificate.Number, Font(12, bold: true), XBrushes.Black, right, XStringFormats.TopRight);
        graphics.DrawString(
            $"{Texts.Check.Tk} · {Texts.Check.Ru} · {Texts.Check.En}: {address}",
            Fitting(graphics, address, 9, width * 0.6, bold: false),
            XBrushes.Black,
            new XRect(Margin, height - 52, width - 2 * Margin, 12),
            XStringFormats.TopRight
        );
    }

    private static void Centre(XGraphics graphics, string text, XFont font, double y, double width) =>
        graphics.DrawString(text, font, new XSolidBrush(Ink), new XPoint(width / 2, y), XStringFormats.BaseLineCenter);

    /// <summary>The largest font up to a size in which the text fits in one line.</summary>
    private static XFont Fitting(XGraphics graphics, string text, double size, double width, bool bold = true)
    {
        var font = Font(size, bold);
        while (size > 6 && graphics.MeasureString(text, font).Width > width)
        {
            font = Font(--size, bold);
        }

        return font;
    }

    private static XFont Font(double size, bool bold = false) =>
        new(EmbeddedFonts.Family, size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular);
}
