namespace SocialServices.Training.Programmes;

internal static class ProgrammeEndpoints
{
    public static void Map(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        (read, write) = (read.MapGroup("").WithTags("Programmes"), write.MapGroup("").WithTags("Programmes"));
        ListProgrammes.Map(read);
        GetProgramme.Map(read);
        DefineProgramme.Map(write);
        DelegateSigning.Map(write);
    }
}
