namespace SocialServices.Registry.Sites.Searching;

/// <summary>What is searched for, once it is known to make sense. What is null does not matter.</summary>
internal sealed record SearchCriteria
{
    public const double UsualKm = 50;
    private const double FewKm = 10;
    private const double Wider = 4; // each circle has 16 times the area of the one before

    /// <summary>Not empty.</summary>
    public string? Text { get; init; }

    public string? Need { get; init; }

    /// <summary>Completed years.</summary>
    public int? Age { get; init; }

    /// <summary>female or male.</summary>
    public string? Sex { get; init; }

    /// <summary>With all that is part of it.</summary>
    public string? Place { get; init; }

    /// <summary>The point from which distances are measured.</summary>
    public GeoPoint? Near { get; init; }

    /// <summary>Greatest distance from it.</summary>
    public double WithinKm { get; init; } = UsualKm;

    /// <summary>What clocks in Ashgabat show when it is to be open.</summary>
    public DateTime? OpenAt { get; init; }

    public string? Language { get; init; }

    /// <summary>All of it.</summary>
    public IReadOnlyList<string> Accessibility { get; init; } = [];

    /// <summary>Free capacity for at least so many people.</summary>
    public int MinimumFree { get; init; }

    /// <summary>Null: free capacity is that of this moment. Else an instant, the beginning of the day: it is that of then, for who does not see the numbers.</summary>
    public DateTimeOffset? FreeAsOf { get; init; }

    public string? ServiceType { get; init; }
    public string? Organization { get; init; }
    public string? Code { get; init; }
    public SiteStatus? Status { get; init; } = SiteStatus.Active;

    /// <summary>The nearest first instead of the most relevant.</summary>
    public bool ByDistance { get; init; }

    /// <summary>
    /// Distances within which to look one after the other until a page is full, the last of them what is asked for: what is near is nearly always
    /// enough, and to sort all sites of a country by their distance costs what their number costs.
    /// </summary>
    /// <param name="behind">Nothing at this distance or nearer is wanted; 0 when all is.</param>
    public IEnumerable<double> Circles(double behind)
    {
        var circles = new Stack<double>([WithinKm]);
        while (ByDistance && circles.Peek() > FewKm && circles.Peek() / Wider > behind)
        {
            circles.Push(circles.Peek() / Wider);
        }

        return circles;
    }

    /// <summary>Whether it matters what type of service a site delivers, apart from the text.</summary>
    public bool AsksOfType => (Need ?? Sex) is not null || Age is not null;

    /// <summary>Whether anything but the text and the status decides.</summary>
    public bool HasFilter =>
        AsksOfType
        || (Place ?? ServiceType ?? Organization ?? Code ?? Language) is not null
        || Near is not null
        || OpenAt is not null
        || Accessibility.Count > 0
        || MinimumFree > 0;
}
