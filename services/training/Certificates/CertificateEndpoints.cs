namespace SocialServices.Training.Certificates;

internal static class CertificateEndpoints
{
    public static void AddCertificates(this WebApplicationBuilder builder)
    {
        builder.Services.AddOptions<PublicOptions>().BindConfiguration("Public").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddScoped<HolderLinks>();
        builder.Services.AddScoped<Issuing>();
        builder.Services.AddScoped<CertificateReader>();
        builder.Services.AddOptions<ExpiryOptions>().BindConfiguration("Expiry").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddScoped<ExpiryReminders>();
        builder.Services.AddHostedService<ExpiryWatch>();
    }

    public static void Map(RouteGroupBuilder read, RouteGroupBuilder write)
    {
        (read, write) = (read.MapGroup("").WithTags("Certificates"), write.MapGroup("").WithTags("Certificates"));
        ListCertificates.Map(read);
        GetCertificate.Map(read);
        SignCertificates.Map(write);
        RevokeCertificate.Map(write);
        SucceedCertificate.Map(write);
    }
}
