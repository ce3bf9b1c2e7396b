using PdfSharp.Drawing;
using QRCoder;

namespace SocialServices.Training.Printing;

/// <summary>A QR code as rectangles: sharp at any size, and no picture to decode.</summary>
internal static class QrCode
{
    public static void Draw(XGraphics page, string text, double x, double y, double size)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var (modules, unit) = (code.ModuleMatrix, size / code.ModuleMatrix.Count);
        for (var row = 0; row < modules.Count; row++)
        {
            for (var column = 0; column < modules.Count; column++)
            {
                var from = column;
                while (column < modules.Count && modules[row][column])
                {
                    column++;
                }

                if (column > from)
                {
                    page.DrawRectangle(XBrushes.Black, x + from * unit, y + row * unit, (column - from) * unit, unit);
                }
            }
        }
    }
}
