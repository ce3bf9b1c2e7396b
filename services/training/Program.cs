using SocialServices.ServiceDefaults.Access;
using SocialServices.ServiceDefaults.Audit;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.ServiceDefaults.Messaging;
using SocialServices.ServiceDefaults.Peers;
using SocialServices.Training.Certificates;
using SocialServices.Training.Courses;
using SocialServices.Training.Data;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Grpc;
using SocialServices.Training.Programmes;
using SocialServices.Training.Reference;
using SocialServices.Training.Sessions;
using Directory = SocialServices.Contracts.Registry.V1.Directory;

var builder = WebApplication.CreateBuilder(args);

builder.AddServiceDefaults("training");
builder.AddAccessTokens();
builder.AddServiceDatabase<TrainingDb>("trainingdb");
builder.AddMessaging();
builder.AddPeer<Directory.DirectoryClient>("registry");
builder.Services.AddScoped<RegistryDirectory>();
builder.Services.AddValidation();

var app = builder.Build();

app.UseServiceDefaults();
app.MapServiceDefaults();
app.MapGrpcDefaults();
app.MapGrpcService<QualificationsService>().RequireScope(Scopes.TrainingRead);

var read = app.MapGroup("/api/v1/training").RequireScope(Scopes.TrainingRead).WithTags("Training");
var write = app.MapGroup("/api/v1/training").RequireScope(Scopes.TrainingWrite).WithTags("Training");
ListProgrammes.Map(read);
GetProgramme.Map(read);
ScheduleCourse.Map(write);
ListCourses.Map(read);
GetCourse.Map(read);
PlanSession.Map(write);
ListSessions.Map(read);
EnrolWorker.Map(write);
ListEnrolments.Map(read);
RecordAttendance.Map(write);
RecordTestResults.Map(write);
CompleteCourse.Map(write);
ListCertificates.Map(read);
GetCertificate.Map(read);
RevokeCertificate.Map(write);
app.MapAudit("/api/v1/training", Scopes.TrainingRead);

return await app.RunServiceAsync<TrainingDb>(args, ReferenceData.LoadAsync);
