using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using SocialServices.Training.Courses;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Sessions;

namespace SocialServices.Training.Calendars;

internal static class ReadCalendar
{
    private const string TimeZone = "Asia/Ashgabat";
    private const int MaxEvents = 2000;

    public static void Map(WebApplication app) =>
        app.MapGet("/calendars/{token}.ics", HandleAsync)
            .AllowAnonymous()
            .WithTags("Calendars")
            .WithName(nameof(ReadCalendar))
            .WithSummary("Read a calendar by its link, as iCalendar: sessions of the last year and all to come, also cancelled ones.")
            .Produces<string>(StatusCodes.Status200OK, "text/calendar")
            .ProducesProblem(StatusCodes.Status404NotFound);

    internal static async Task<IResult> HandleAsync(
        string token,
        HttpResponse http,
        TrainingDb db,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        var digest = CalendarLink.DigestOf(token);
        if (await db.CalendarLinks.AsNoTracking().SingleOrDefaultAsync(l => l.Digest == digest, cancellationToken) is not { } link)
        {
            return Problems.NotFound("The calendar");
        }

        var since = clock.Today().AddYears(-1);
        var rows = await CoursesOf(db, link)
            .Join(db.Sessions.Where(s => s.HeldOn >= since), c => c.Id, s => s.CourseId, (Course, Session) => new { Course, Session })
            .OrderBy(row => row.Session.HeldOn)
            .Take(MaxEvents)
            .ToListAsync(cancellationToken);
        var calendar = new Calendar { ProductId = "-//Social services//Training//EN" };
        calendar.AddTimeZone(VTimeZone.FromDateTimeZone(TimeZone, new DateTime(2000, 1, 1), includeHistoricalData: false));
        calendar.Events.AddRange(rows.Select(row => Of(row.Course, row.Session, link.Kind is not CalendarKind.Place, clock)));
        http.Headers["X-Robots-Tag"] = "noindex";
        http.Headers.CacheControl = "private, max-age=300";
        return TypedResults.Text(new CalendarSerializer().SerializeToString(calendar) ?? "", "text/calendar; charset=utf-8");
    }

    private static IQueryable<Course> CoursesOf(TrainingDb db, CalendarLink link)
    {
        var subject = link.Subject;
        var courses = db.Courses.AsNoTracking();
        if (link.Kind is CalendarKind.Trainer)
        {
            var trainer = Guid.Parse(subject);
            return courses.Where(c => c.Trainers.Contains(trainer));
        }

        return link.Kind is CalendarKind.Place
            ? courses.Where(c => c.Place == subject || c.Place.StartsWith(subject + "-"))
            : courses.Where(c =>
                c.Organizer == subject
                || db.Enrolments.Any(e => e.CourseId == c.Id && e.Organization == subject && e.State == EnrolmentState.Enrolled)
            );
    }

    /// <summary>The same UID for ever, a higher SEQUENCE with every change, and what is cancelled stays.</summary>
    private static CalendarEvent Of(Course course, Session session, bool withLink, TimeProvider clock)
    {
        var (day, link) = (session.HeldOn, session.Link ?? course.Link);
        var happening = new CalendarEvent
        {
            Uid = $"{course.Id}-{session.Number}@training.socialservices",
            Summary = $"{course.Code}: {session.Topic}",
            Location = session.Place ?? course.Place,
            Sequence = course.Revision + session.Revision,
            Status = course.CancelledAt is not null || session.CancelledAt is not null ? EventStatus.Cancelled : EventStatus.Confirmed,
            Start = session.StartsAt is { } from ? new CalDateTime(day, from, TimeZone) : new CalDateTime(day),
            End = session.EndsAt is { } until ? new CalDateTime(day, until, TimeZone) : new CalDateTime(day.AddDays(1)),
            DtStamp = new CalDateTime(clock.GetUtcNow().UtcDateTime, CalDateTime.UtcTzId),
        };
        if (withLink && link is not null)
        {
            happening.Url = new Uri(link);
        }

        return happening;
    }
}
