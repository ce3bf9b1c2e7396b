using System.Globalization;
using SocialServices.Registry.ServiceTypes;

namespace SocialServices.Registry.Grpc;

internal static class ServiceTypeAnswer
{
    public static Contracts.Registry.V1.ServiceType Of(
        string code,
        int version,
        DateOnly? from,
        DateOnly? until,
        ServiceTypeDefinition definition
    )
    {
        var answer = new Contracts.Registry.V1.ServiceType
        {
            Code = code,
            Number = definition.Number ?? 0,
            Name = definition.Name.En,
            NameTk = definition.Name.Tk,
            NameRu = definition.Name.Ru,
            LeadAgency = definition.LeadAgency,
            RequiredCompetences = { definition.RequiredCompetences },
            Sex = definition.Sex ?? "",
            Conditions = { definition.Conditions },
            Needs = { definition.Needs },
            Forms = { definition.Forms },
            Version = version,
            ValidFrom = Write(from),
            ValidUntil = Write(until),
        };
        if (definition.MinimumAge is { } minimum)
        {
            answer.MinimumAge = minimum;
        }

        if (definition.MaximumAge is { } maximum)
        {
            answer.MaximumAge = maximum;
        }

        return answer;
    }

    private static string Write(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "";
}
