using System.Globalization;
using System.Net;
using System.Text;

namespace SocialServices.Training.Cascade;

/// <summary>A cascade as SVG: a column for each step, a box for each course, a line where somebody trained there trains here.</summary>
internal static class CascadeDrawing
{
    private const int Width = 210;
    private const int Height = 64;
    private const int GapX = 90;
    private const int GapY = 24;
    private const int Margin = 20;

    public static string Draw(ReadCascade.Response cascade)
    {
        var rows = new Dictionary<int, int>();
        var boxes = cascade.Courses.ToDictionary(
            course => course.Id,
            course =>
            {
                var row = rows[course.Depth] = rows.GetValueOrDefault(course.Depth, -1) + 1;
                return (X: Margin + course.Depth * (Width + GapX), Y: Margin + row * (Height + GapY));
            }
        );
        var (width, height) = (boxes.Values.Max(b => b.X) + Width + Margin, boxes.Values.Max(b => b.Y) + Height + Margin);
        var svg = new StringBuilder();
        var title = $"{cascade.PeopleTrained} people trained in {cascade.Courses.Count} courses";
        Add($"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" ");
        Add($"font-family=\"sans-serif\" font-size=\"13\" role=\"img\"><title>{title}</title>");
        Add($"<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>");
        foreach (var link in cascade.Links.Where(link => boxes.ContainsKey(link.From) && boxes.ContainsKey(link.To)))
        {
            var (from, to) = (boxes[link.From], boxes[link.To]);
            var (x1, y1, x2, y2) = (from.X + Width, from.Y + Height / 2, to.X, to.Y + Height / 2);
            Add(
                $"<path d=\"M{x1} {y1}C{x1 + GapX / 2} {y1} {x2 - GapX / 2} {y2} {x2} {y2}\" fill=\"none\" stroke=\"#0b4f8a\" stroke-width=\"2\"/>"
            );
            Add($"<text x=\"{(x1 + x2) / 2}\" y=\"{(y1 + y2) / 2 - 4}\" text-anchor=\"middle\" fill=\"#0b4f8a\">{link.Trainers}</text>");
        }

        foreach (var course in cascade.Courses)
        {
            var (x, y) = boxes[course.Id];
            Add($"<rect x=\"{x}\" y=\"{y}\" width=\"{Width}\" height=\"{Height}\" rx=\"6\" fill=\"#eef4fa\" stroke=\"#123a5c\"/>");
            Add($"<text x=\"{x + 10}\" y=\"{y + 20}\" font-weight=\"bold\">{Encode(Cut(course.Code))}</text>");
            Add($"<text x=\"{x + 10}\" y=\"{y + 38}\">{Encode(Cut(course.Programme))}</text>");
            Add(
                $"<text x=\"{x + 10}\" y=\"{y + 55}\">{course.StartsOn:yyyy-MM-dd} · {Encode(course.Place)} · {course.Certified} certified</text>"
            );
        }

        return svg.Append("</svg>").ToString();

        void Add(FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));
    }

    private static string Cut(string text) => text.Length <= 28 ? text : $"{text[..27]}…";

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
