using SocialServices.Training.Courses;

namespace SocialServices.Training.Cascade;

internal static class ReadCascade
{
    private const int MaxCourses = 1000;

    /// <param name="Root">The course from which the cascade goes out.</param>
    /// <param name="PeopleTrained">Persons certified in the courses reached, each once; not those whose certificate was issued in error.</param>
    /// <param name="Organizations">Employers of these people.</param>
    /// <param name="Places">Places of these courses.</param>
    /// <param name="Depth">How many steps the longest chain has.</param>
    /// <param name="Courses">The courses reached, the root first.</param>
    /// <param name="Links">Who was certified in one course and trains another.</param>
    public sealed record Response(
        Guid Root,
        int PeopleTrained,
        int Organizations,
        int Places,
        int Depth,
        IReadOnlyList<Node> Courses,
        IReadOnlyList<Link> Links
    );

    /// <param name="Id">The course.</param>
    /// <param name="Code">The organizer's own number.</param>
    /// <param name="Programme">Code of the training programme.</param>
    /// <param name="Place">Place code.</param>
    /// <param name="StartsOn">First day.</param>
    /// <param name="Depth">Steps from the root, by the longest chain.</param>
    /// <param name="Certified">People certified in it.</param>
    public sealed record Node(Guid Id, string Code, string Programme, string Place, DateOnly StartsOn, int Depth, int Certified);

    /// <param name="From">Where the trainers were certified.</param>
    /// <param name="To">What they train.</param>
    /// <param name="Trainers">How many.</param>
    /// <param name="Workers">Who; for the programme's office only.</param>
    public sealed record Link(Guid From, Guid To, int Trainers, IReadOnlyList<Guid>? Workers);

    public static void Map(RouteGroupBuilder training)
    {
        training
            .MapGet("/courses/{id:guid}/cascade", HandleAsync)
            .WithName(nameof(ReadCascade))
            .WithSummary("Read who trained whom, to any depth, from one course on, and how far it reaches.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        training
            .MapGet("/courses/{id:guid}/cascade.svg", DrawAsync)
            .WithName("DrawCascade")
            .WithSummary("Get the same as a drawing.")
            .Produces<string>(StatusCodes.Status200OK, "image/svg+xml")
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    internal static async Task<Results<Ok<Response>, ProblemHttpResult>> HandleAsync(
        Guid id,
        TrainingDb db,
        RequestContext context,
        CancellationToken cancellationToken
    ) => await ReadAsync(id, db, context, cancellationToken) is { } cascade ? TypedResults.Ok(cascade) : CourseAccess.NotFound;

    internal static async Task<IResult> DrawAsync(Guid id, TrainingDb db, RequestContext context, CancellationToken cancellationToken) =>
        await ReadAsync(id, db, context, cancellationToken) is { } cascade
            ? TypedResults.Text(CascadeDrawing.Draw(cascade), "image/svg+xml")
            : CourseAccess.NotFound;

    private static async Task<Response?> ReadAsync(Guid id, TrainingDb db, RequestContext context, CancellationToken cancellationToken)
    {
        var root = await db.Courses.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellationToken);
        if (root is null || CourseAccess.UnlessOrganizer(root, context) is not null)
        {
            return null;
        }

        // A trainer's certificate counts since before the course that it lets them train: hence no circles, and the search ends.
        var links = await db
            .Database.SqlQuery<Row>(
                $"""
                with recursive reached as (
                    select {id}::uuid as course
                    union
                    select trained.id from reached
                    join certificates c on c.course_id = reached.course and c.signed_at is not null
                    join courses trained on c.worker_id = any(trained.trainers) and c.valid_from < trained.starts_on
                    join programme_versions v on v.programme = trained.programme and v.number = trained.programme_version
                        and v.definition->>'trainerCompetence' = c.competence
                    where trained.state <> 'cancelled')
                select c.course_id as "From", trained.id as "To", c.worker_id as "Worker" from reached
                join certificates c on c.course_id = reached.course and c.signed_at is not null
                join courses trained on c.worker_id = any(trained.trainers) and c.valid_from < trained.starts_on
                    and trained.state <> 'cancelled'
                join programme_versions v on v.programme = trained.programme and v.number = trained.programme_version
                    and v.definition->>'trainerCompetence' = c.competence
                """
            )
            .ToListAsync(cancellationToken);
        var ids = links.Select(link => link.To).Append(id).Distinct().Take(MaxCourses).ToList();
        var courses = await db
            .Courses.AsNoTracking()
            .Where(c => ids.Contains(c.Id))
            .OrderBy(c => c.StartsOn)
            .ToListAsync(cancellationToken);
        var certified = await db
            .Certificates.Where(c => ids.Contains(c.CourseId) && c.SignedAt != null)
            .Where(c => c.RevocationReason == null || c.RevocationReason != Certificates.RevocationReason.IssuedInError)
            .Select(c => new
            {
                c.CourseId,
                c.WorkerId,
                c.Organization,
            })
            .Distinct()
            .ToListAsync(cancellationToken);
        var depths = CascadeDepths.Of(id, links.Select(link => (link.From, link.To)));
        return new Response(
            id,
            certified.Select(c => c.WorkerId).Distinct().Count(),
            certified.Select(c => c.Organization).Distinct().Count(),
            courses.Select(c => c.Place).Distinct().Count(),
            depths.Values.Max(),
            [
                .. courses
                    .Select(c => new Node(
                        c.Id,
                        c.Code,
                        c.Programme,
                        c.Place,
                        c.StartsOn,
                        depths[c.Id],
                        certified.Count(x => x.CourseId == c.Id)
                    ))
                    .OrderBy(node => node.Depth),
            ],
            [
                .. links
                    .GroupBy(link => (link.From, link.To))
                    .Select(ofTwo => new Link(
                        ofTwo.Key.From,
                        ofTwo.Key.To,
                        ofTwo.Select(link => link.Worker).Distinct().Count(),
                        context.Caller!.Has(Scopes.ProgrammeManage) ? [.. ofTwo.Select(link => link.Worker).Distinct()] : null
                    )),
            ]
        );
    }

    private sealed record Row(Guid From, Guid To, Guid Worker);
}
