using System.Text.Json;
using System.Text.Json.Serialization;
using SocialServices.ServiceDefaults.Foundation;
using SocialServices.Training.Programmes;

namespace SocialServices.Training.Reference;

/// <summary>
/// Loads the training programmes from <c>programmes.json</c>: adds what is new, makes a new version of what has changed, removes
/// nothing, and leaves alone what the programme's office has edited.
/// </summary>
internal static class ReferenceData
{
    private static readonly JsonSerializerOptions Strict = new(Json.Options)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    public static Task LoadAsync(IServiceProvider services, CancellationToken cancellationToken) =>
        LoadAsync(services.GetRequiredService<TrainingDb>(), cancellationToken);

    public static async Task LoadAsync(TrainingDb db, CancellationToken cancellationToken)
    {
        var known = await db.Programmes.ToDictionaryAsync(p => p.Code, cancellationToken);
        foreach (var programme in Read())
        {
            if (!known.TryGetValue(programme.Code, out var existing))
            {
                db.Add(programme);
            }
            else if (existing.Edited || IsSame(existing, programme))
            {
                continue;
            }
            else
            {
                programme.Version = existing.Version + 1;
                db.Entry(existing).CurrentValues.SetValues(programme);
                existing.Name = programme.Name;
            }

            db.Add(ProgrammeVersion.Of(programme, TimeProvider.System.GetUtcNow()));
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    internal static IReadOnlyList<Programme> Read() =>
        JsonSerializer.Deserialize<List<Programme>>(EmbeddedFile.Read("programmes.json", typeof(ReferenceData).Assembly), Strict)!;

    private static bool IsSame(Programme existing, Programme programme)
    {
        programme.Version = existing.Version;
        return JsonSerializer.Serialize(existing, Json.Options) == JsonSerializer.Serialize(programme, Json.Options);
    }
}
