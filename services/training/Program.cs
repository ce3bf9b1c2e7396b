using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Messaging;
using SocialServices.ServiceDefaults.Peers;
using SocialServices.Training.Calendars;
using SocialServices.Training.Cascade;
using SocialServices.Training.Certificates;
using SocialServices.Training.Checking;
using SocialServices.Training.Completion;
using SocialServices.Training.Courses;
using SocialServices.Training.Credentials;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Grpc;
using SocialServices.Training.Participation;
using SocialServices.Training.Practice;
using SocialServices.Training.Printing;
using SocialServices.Training.Programmes;
using SocialServices.Training.Reference;
using SocialServices.Training.Registry;
using SocialServices.Training.Sessions;
using SocialServices.Training.Supervision;
using SocialServices.Training.Surveys;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults("training");
builder.AddAccessTokens();
builder.AddServiceDatabase<TrainingDb>("trainingdb");
builder.AddMessaging();
builder.AddPeer<Directory.DirectoryClient>("registry");
builder.Services.AddScoped<RegistryDirectory>();
builder.Services.AddScoped<CourseWrite>();
builder.Services.AddScoped<Enrolling>();
builder.AddCertificates();
builder.Services.AddScoped<CredentialKeys>();
builder.Services.AddScoped<OpenBadge>();
builder.Services.AddSingleton<CertificatePdf>();
builder.Services.AddScoped<PublicCheck>();
builder.Services.AddValidation();

var app = builder.Build();

app.UseServiceDefaults();
app.MapServiceDefaults();
app.MapGrpcDefaults();
app.MapGrpcService<QualificationsService>().RequireScope(Scopes.TrainingRead);

const string root = "/api/v1/training";
var (read, write) = (app.MapGroup(root).RequireScope(Scopes.TrainingRead), app.MapGroup(root).RequireScope(Scopes.TrainingWrite));
ProgrammeEndpoints.Map(read, write);
CourseEndpoints.Map(read, write);
SessionEndpoints.Map(read, write);
EnrolmentEndpoints.Map(write);
ParticipationEndpoints.Map(read, write);
SurveyEndpoints.Map(read, write);
PracticeEndpoints.Map(read, write);
SupervisionEndpoints.Map(read, write);
CertificateEndpoints.Map(read, write);
GetCertificatePdf.Map(read.MapGroup("").WithTags("Certificates"));
ReadCascade.Map(read.MapGroup("").WithTags("Practice"));
CompleteCourse.Map(write.MapGroup("").WithTags("Courses"));
app.MapCalendars(write);
app.MapChecking();
app.MapAudit(root, Scopes.TrainingRead);

return await app.RunServiceAsync<TrainingDb>(
    args,
    ReferenceData.LoadAsync,
    new Dictionary<string, Func<IServiceProvider, CancellationToken, Task<int>>>
    {
        [CredentialKeys.RotateCommand] = CredentialKeys.RotateAsync,
    }
);
