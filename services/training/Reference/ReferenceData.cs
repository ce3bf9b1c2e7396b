using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using SocialServices.ServiceDefaults.Data;
using SocialServices.ServiceDefaults.Hosting;
using SocialServices.Training.Data;
using SocialServices.Training.Programmes;

namespace SocialServices.Training.Reference;

/// <summary>Loads the training programmes from <c>programmes.json</c>: adds what is new, updates what has changed, removes nothing.</summary>
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
            if (known.TryGetValue(programme.Code, out var existing))
            {
                db.Entry(existing).CurrentValues.SetValues(programme);
                existing.Name = programme.Name;
            }
            else
            {
                db.Add(programme);
            }
        }

        await db.SaveChangesAsync(cancellationToken);
    }

    internal static IReadOnlyList<Programme> Read() =>
        JsonSerializer.Deserialize<List<Programme>>(MigrationScript.Read(typeof(ReferenceData).Assembly, "programmes.json"), Strict)!;
}
