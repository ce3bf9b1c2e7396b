using PdfSharp.Fonts;

namespace SocialServices.Training.Printing;

/// <summary>The one font family of certificates, embedded in this assembly: no font of the machine is ever used.</summary>
internal sealed class EmbeddedFonts : IFontResolver
{
    public const string Family = "PT Sans";
    private const string Regular = "PTSans-Regular.ttf";
    private const string Bold = "PTSans-Bold.ttf";
    private static readonly Lock Setting = new();

    /// <summary>PDFsharp knows one resolver for the whole process.</summary>
    public static void Use()
    {
        lock (Setting)
        {
            GlobalFontSettings.FontResolver ??= new EmbeddedFonts();
        }
    }

    public FontResolverInfo ResolveTypeface(string familyName, bool bold, bool italic) => new(bold ? Bold : Regular);

    public byte[] GetFont(string faceName)
    {
        using var stream =
            typeof(EmbeddedFonts).Assembly.GetManifestResourceStream($"SocialServices.Training.Printing.Fonts.{faceName}")
            ?? throw new InvalidOperationException($"The font {faceName} is not embedded.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
