using SocialServices.ServiceDefaults.Hosting;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults("gateway");

var app = builder.Build();

app.UseExceptionHandler();
app.MapServiceDefaults();

await app.RunAsync();
