using SocialServices.Registry.Places;
using SocialServices.ServiceDefaults.Data;

namespace SocialServices.Registry.Grpc;

internal static class PlaceAnswer
{
    public static Contracts.Registry.V1.Place Of(PlaceVersion version) =>
        new()
        {
            Code = version.Code,
            Kind = Words.Of(version.Kind),
            Name = version.Name.En,
            Parent = version.ParentCode ?? "",
            Version = version.Number,
            ValidFrom = Answers.DayOf(version.ValidFrom),
            ValidUntil = Answers.DayOf(version.ValidUntil),
        };
}
