using System.Globalization;
using System.Net;
using System.Text;
using SocialServices.Training.Certificates;

namespace SocialServices.Training.Checking;

/// <summary>The check page: plain HTML, no script, readable by screen readers and without its stylesheet.</summary>
internal static class CheckPage
{
    public const string Style = """
        body{font:1.125rem/1.5 system-ui,sans-serif;margin:0 auto;padding:1rem;max-width:42rem;color:#1b1b1b;background:#fff}
        h1{font-size:1.5rem}nav a{margin-right:1rem}a{color:#0b4f8a}label{display:block;font-weight:600}
        input{font:inherit;padding:.5rem;width:100%;max-width:24rem;border:2px solid #1b1b1b}button{font:inherit;margin-top:.5rem;padding:.5rem 1.25rem}
        .status{font-size:1.25rem;font-weight:700;padding:.75rem 1rem;border-left:.5rem solid #8a1c0b;background:#fbeae7}
        .status.valid{border-color:#0b6b3a;background:#e6f4ec}dl{display:grid;grid-template-columns:max-content 1fr;gap:.25rem 1.5rem}
        dt{font-weight:600}dd{margin:0}@media(max-width:30rem){dl{display:block}dd{margin-bottom:.75rem}}
        """;

    private static readonly (string Code, string Name)[] Languages = [("tk", "Türkmençe"), ("ru", "Русский"), ("en", "English")];

    /// <param name="certificate">Null for the empty form.</param>
    /// <param name="language">tk, ru or en.</param>
    /// <param name="path">Of this page, for the links to the other languages.</param>
    /// <param name="links">Further links by their text, for the holder.</param>
    public static string Write(
        CheckedCertificate? certificate,
        string language,
        string path,
        params IEnumerable<(LocalizedText Text, string Address)> links
    )
    {
        var html = new StringBuilder();
        html.Append(
            CultureInfo.InvariantCulture,
            $"<!doctype html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        );
        html.Append(
            CultureInfo.InvariantCulture,
            $"<meta name=\"robots\" content=\"noindex, nofollow\"><title>{Encode(Texts.CheckTitle.In(language))}</title>"
        );
        html.Append("<link rel=\"stylesheet\" href=\"/verify/style.css\"></head><body><nav>");
        foreach (var (code, name) in Languages)
        {
            var current = code == language ? " aria-current=\"true\"" : "";
            html.Append(
                CultureInfo.InvariantCulture,
                $"<a href=\"{Encode(path)}?lang={code}\" lang=\"{code}\" hreflang=\"{code}\"{current}>{name}</a>"
            );
        }

        html.Append(CultureInfo.InvariantCulture, $"</nav><main><h1>{Encode(Texts.CheckTitle.In(language))}</h1>");
        if (certificate is not null)
        {
            Write(html, certificate, language);
        }

        foreach (var (text, address) in links)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Encode(address)}\">{Encode(text.In(language))}</a></p>");
        }

        html.Append(
            CultureInfo.InvariantCulture,
            $"<form action=\"/verify\" method=\"get\"><label for=\"number\">{Encode(Texts.Number.In(language))}</label>"
        );
        html.Append("<input id=\"number\" name=\"number\" maxlength=\"100\" required autocomplete=\"off\" spellcheck=\"false\">");
        html.Append(
            CultureInfo.InvariantCulture,
            $"<input type=\"hidden\" name=\"lang\" value=\"{language}\"><button>{Encode(Texts.Check.In(language))}</button></form>"
        );
        return html.Append("</main></body></html>").ToString();
    }

    private static void Write(StringBuilder html, CheckedCertificate certificate, string language)
    {
        var valid = certificate.Status is "valid" ? " valid" : "";
        html.Append(CultureInfo.InvariantCulture, $"<p class=\"status{valid}\" role=\"status\">{Encode(certificate.StatusText)}</p>");
        html.Append(CultureInfo.InvariantCulture, $"<dl>{Row(Texts.Number, certificate.Number)}");
        if (certificate.Status is not CheckedCertificate.UnknownStatus)
        {
            html.Append(Row(Texts.Holder, certificate.Holder));
            html.Append(Row(Texts.Programme, certificate.Programme));
            html.Append(Row(Texts.Level, certificate.Level));
            html.Append(Row(Texts.Days, certificate.TrainingDays?.ToString(CultureInfo.InvariantCulture)));
            html.Append(Row(Texts.Hours, certificate.Hours?.ToString(CultureInfo.InvariantCulture)));
            html.Append(Row(Texts.Dates, $"{Texts.Day(certificate.From)} – {Texts.Day(certificate.Until)}"));
            html.Append(Row(Texts.ValidFrom, Texts.Day(certificate.ValidFrom)));
            html.Append(
                Row(Texts.ValidUntil, certificate.ValidUntil is null ? Texts.NoEnd.In(language) : Texts.Day(certificate.ValidUntil))
            );
            html.Append(Row(Texts.Issuers, string.Join("; ", certificate.Issuers ?? [])));
            html.Append(Row(Texts.ReplacedBy, certificate.ReplacedBy));
        }

        html.Append("</dl>");
        if (certificate.Status is not CheckedCertificate.UnknownStatus)
        {
            html.Append(CultureInfo.InvariantCulture, $"<p>{Encode(Texts.Compare.In(language))}</p>");
        }

        string Row(LocalizedText label, string? value) =>
            string.IsNullOrEmpty(value) ? "" : $"<dt>{Encode(label.In(language))}</dt><dd>{Encode(value)}</dd>";
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
