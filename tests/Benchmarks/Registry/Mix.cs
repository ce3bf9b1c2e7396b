namespace SocialServices.Benchmarks.Registry;

/// <summary>What the clients ask, each as often as the others: every alphabet, typos, filters, hours, distances, deep and first pages, facets.</summary>
internal static class Mix
{
    public static readonly string[] Queries =
    [
        "q=Aşgabat", "q=Ашхабад", "q=Ashgbat", "q=Çärjew umyt", "q=Чарджев надежда", "q=Koneurgench hope",
        "q=Багтыярлык", "q=domestic violence", "q=domestik violense", "q=домашнее насилие", "q=maşgala zorlugy mary",
        "q=пожилые люди&place=TM-L", "q=gartaşan adamlar&free=true", "q=дети с инвалидностью&place=TM-S", "q=children with disabilities&age=10",
        "q=support society 17", "q=Общество поддержки 201", "q=Magtymguly 14", "q=Görogly 120", "q=Mollanepes 77&place=TM-M",
        "q=надежда дом&free=true", "q=bagt merkezi", "q=trust family", "q=parents with addiction&place=TM-D",
        "place=TM-S-01", "place=TM-B&free=true", "need=disability&age=25", "serviceType=case-management&place=TM-A", "organization=bench-42", "minFree=15",
        "near=37.95,58.38&withinKm=10&sort=distance", "near=39.09,63.57&withinKm=25&sort=distance", "near=37.6,61.83&withinKm=20&free=true",
        "q=umyt&near=41.8,59.9&withinKm=40&sort=distance", "q=Mary&limit=20", "q=Daşoguz&limit=20",
        "openAt=2026-11-24T03:30", "openAt=2026-11-29T10:00&language=ru", "openAt=2026-11-25T12:00&place=TM-S", "openAt=2027-01-01T12:00&q=umyt",
        "q=umyt&near=37.95,58.38&withinKm=500&sort=distance",
        "q=Гёкдепе&facets=true", "q=umyt merkezi&facets=true", "place=TM-S-02&facets=true", "q=violence&place=TM-D-01&facets=true",
    ];
}
