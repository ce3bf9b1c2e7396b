namespace SocialServices.ProgrammeStory.Data;

/// <summary>
/// The 7 governmental and non-governmental providers that sent people to the training. The source counts them without
/// naming all; the three public ones are inferred.
/// </summary>
internal static class Providers
{
    public const string RedCrescent = "nrcs";
    public const string Yenme = "yenme";
    public const string KeyikOkara = "keyik-okara";
    public const string DeafBlindSociety = "deaf-blind-society";
    public const string ServiceCentre = "ashgabat-ssc";
    public const string HealthCentre = "ashgabat-health-centre";
    public const string SchoolSupport = "ashgabat-school-support";
}
