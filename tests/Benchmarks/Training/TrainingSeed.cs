using Microsoft.Extensions.DependencyInjection;
using SocialServices.Contracts.Registry.V1;
using SocialServices.ServiceDefaults.Http;
using SocialServices.ServiceDefaults.PersonalData;
using SocialServices.Testing;
using SocialServices.Training.Certificates;
using SocialServices.Training.Courses;
using SocialServices.Training.Data;
using SocialServices.Training.Enrolments;
using SocialServices.Training.Programmes;
using SocialServices.Training.Reference;
using SocialServices.Training.Sessions;

namespace SocialServices.Benchmarks.Training;

/// <summary>The training service in this process; the registry is never asked.</summary>
internal sealed class BenchedTraining()
    : ServiceApp<TrainingDb>(
        "trainingdb",
        new() { ["Services:registry:grpc:0"] = "http://127.0.0.1:9", ["Public:Url"] = "https://socialservices.example" }
    );

/// <summary>A completed course whose participants are all certified, and a planned one with the same people.</summary>
internal sealed record TrainingSeed(Guid Completed, Guid Running, IReadOnlyList<Guid> Workers)
{
    private static readonly DateOnly FirstDay = new(2021, 5, 31);

    public static async Task<TrainingSeed> PlantAsync(BenchedTraining app, int people)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var (db, envelope) = (scope.ServiceProvider.GetRequiredService<TrainingDb>(), scope.ServiceProvider.GetRequiredService<Envelope>());
        await ReferenceData.LoadAsync(db, CancellationToken.None);
        var now = DateTimeOffset.UtcNow;
        var trainer = Guid.NewGuid();
        var (trainers, completed, running) = (
            ACourse("trainers", [], -100),
            ACourse("completed", [trainer], 0),
            ACourse("running", [trainer], 0)
        );
        db.AddRange(trainers, completed, running);
        db.Add(
            new Session
            {
                CourseId = running.Id,
                Number = 1,
                HeldOn = FirstDay,
                Topic = "Day",
            }
        );
        Certify(trainers, trainer, "family-programmes-training", 0);
        var workers = new List<Guid>();
        for (var i = 1; i <= people; i++)
        {
            var worker = Guid.CreateVersion7(now);
            workers.Add(worker);
            Certify(completed, worker, "treatnet-family", i);
            Enrol(running, worker);
        }

        await db.SaveChangesAsync();
        return new(completed.Id, running.Id, workers);

        Enrolment Enrol(Course course, Guid worker)
        {
            course.TryTakeSeat();
            var facts = new Worker
            {
                WorkerId = worker.ToString(),
                Organization = "nrcs",
                Sex = "female",
                AgeBand = "25-44",
                Place = "TM-S",
            };
            var enrolment = Enrolment.Of(course, facts, "Ogulgerek Annaberdiýewa", null, envelope, now);
            db.Add(enrolment);
            return enrolment;
        }

        void Certify(Course course, Guid worker, string competence, int number)
        {
            var id = Guid.CreateVersion7(now);
            var name = new LocalizedText("Maksatnama", "Программа", "Programme");
            var printed = new PrintedDetails(
                "Ogulgerek Annaberdiýewa",
                name,
                "practitioner",
                5,
                null,
                course.StartsOn,
                course.EndsOn,
                [name, name]
            );
            var certificate = new Certificate
            {
                Id = id,
                Number = $"BENCH-2021-{number:000000}",
                EnrolmentId = Enrol(course, worker).Id,
                CourseId = course.Id,
                Programme = "treatnet-family",
                Competence = competence,
                WorkerId = worker,
                Organization = "nrcs",
                Organizer = "mlspp",
                Issuers = ["unodc", "mlspp"],
                SignedBy = [],
                ValidFrom = course.EndsOn,
                IssuedAt = now,
                Printed = envelope.Seal(printed, id, nameof(Certificate.Printed)),
            };
            certificate.Sign(certificate.Issuers, now);
            db.Add(certificate);
        }
    }

    private static Course ACourse(string code, Guid[] trainers, int offset) =>
        new()
        {
            Id = Guid.CreateVersion7(),
            Programme = "treatnet-family",
            ProgrammeVersion = 1,
            Code = code,
            Organizer = "mlspp",
            Funders = [],
            Place = "TM-S",
            Mode = CourseMode.InPerson,
            StartsOn = FirstDay.AddDays(offset),
            EndsOn = FirstDay.AddDays(offset + 5),
            Capacity = 2000,
            Trainers = trainers,
        };
}
