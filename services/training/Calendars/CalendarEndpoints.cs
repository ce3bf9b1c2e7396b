namespace SocialServices.Training.Calendars;

internal static class CalendarEndpoints
{
    public static void MapCalendars(this WebApplication app, RouteGroupBuilder write)
    {
        CreateCalendarLink.Map(write.MapGroup("").WithTags("Calendars"));
        ReadCalendar.Map(app);
    }
}
