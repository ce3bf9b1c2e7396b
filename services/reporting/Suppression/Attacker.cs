using Google.OrTools.LinearSolver;

namespace SocialServices.Reporting.Suppression;

/// <summary>
/// A reader who knows all that was ever published, every relation, that a hidden number which is not 0 is 1 at least, and perhaps the
/// numbers of one
/// organization. For each sensitive cell it looks for two worlds of whole numbers that fit all this and lie far apart in the cell: then it
/// cannot know.
/// </summary>
/// <param name="system">What there is to know.</param>
/// <param name="cluster">Hidden cells that hang together.</param>
/// <param name="organization">Whose own numbers it knows; null for somebody outside.</param>
/// <param name="deadline">Stops looking.</param>
internal sealed class Attacker(CellSystem system, IReadOnlyList<int> cluster, string? organization, Deadline deadline) : IDisposable
{
    private const string LinearProgramme = "GLOP";
    private const string WholeNumbers = "SCIP";
    private const double Tolerance = 1e-6;

    /// <summary>How far above the truth a number may lie: more than any interval that is asked for.</summary>
    private const int Room = 100;

    private const int Sweeps = 8;

    /// <summary>Milliseconds for one question; without an answer more is hidden.</summary>
    private const long MaxSolve = 1500;

    private readonly Dictionary<int, int> places = cluster.Select((cell, i) => (cell, i)).ToDictionary(pair => pair.cell, pair => pair.i);
    private Model? linear;
    private Model? whole;

    /// <summary>How far apart two worlds were found, by cell: no further than <paramref name="enough"/> is looked for.</summary>
    public IReadOnlyDictionary<int, long> Widths(IReadOnlyCollection<int> sensitive, long enough)
    {
        var lowest = cluster.Select(cell => system.Cells[cell].Value).ToArray(); // the truth is one world
        var highest = lowest.ToArray();
        bool IsOpen(int cell) => highest[places[cell]] - lowest[places[cell]] < enough;

        // A few worlds far from the truth in many cells at once settle most of them.
        var random = new Random(cluster.Count);
        for (var sweep = 0; sweep < Sweeps && sensitive.Count(IsOpen) > Sweeps; sweep++)
        {
            See(Extreme([.. sensitive.Where(IsOpen).Select(cell => (places[cell], random.Next(2) == 0 ? 1.0 : -1.0))], up: sweep % 2 == 0));
        }

        foreach (var cell in sensitive.Where(IsOpen))
        {
            if (!MayBeOpen(cell, enough))
            {
                continue;
            }

            foreach (var up in (bool[])[true, false])
            {
                if (IsOpen(cell))
                {
                    See(Extreme([(places[cell], 1)], up));
                }
            }
        }

        return sensitive.ToDictionary(cell => cell, cell => highest[places[cell]] - lowest[places[cell]]);

        void See(long[]? world)
        {
            for (var i = 0; i < world?.Length; i++)
            {
                lowest[i] = Math.Min(lowest[i], world[i]);
                highest[i] = Math.Max(highest[i], world[i]);
            }
        }
    }

    public void Dispose()
    {
        linear?.Dispose();
        whole?.Dispose();
    }

    // Whole numbers lie within what fractions allow: where those are too close, no search is needed.
    private bool MayBeOpen(int cell, long enough)
    {
        deadline.Check();
        linear ??= Build(LinearProgramme);
        (int Place, double Weight)[] one = [(places[cell], 1)];
        return linear.Solve(one, up: true, deadline) is not { } high
            || linear.Solve(one, up: false, deadline) is not { } low
            || Math.Floor(high[places[cell]] + Tolerance) - Math.Ceiling(low[places[cell]] - Tolerance) >= enough;
    }

    /// <returns>The world in which the sum is largest, or smallest; null when none is found in time.</returns>
    private long[]? Extreme(IReadOnlyList<(int Place, double Weight)> sum, bool up)
    {
        deadline.Check();
        linear ??= Build(LinearProgramme);
        if (linear.Solve(sum, up, deadline) is not { } values)
        {
            return null;
        }

        if (values.All(value => Math.Abs(value - Math.Round(value)) < Tolerance))
        {
            return [.. values.Select(value => (long)Math.Round(value))];
        }

        // Fractions are no people: the linear bound would claim more than is so.
        whole ??= Build(WholeNumbers);
        return whole.Solve(sum, up, deadline) is { } numbers ? [.. numbers.Select(value => (long)Math.Round(value))] : null;
    }

    private Model Build(string kind)
    {
        var solver = Solver.CreateSolver(kind) ?? throw new InvalidOperationException($"The solver {kind} is not there.");
        var variables = cluster
            .Select(cell => system.Cells[cell])
            .Select(cell =>
            {
                var own = organization is null ? 0 : cell.Own.GetValueOrDefault(organization);
                double low = Math.Max(Math.Min(1, cell.Value), own);
                double high = organization is not null && cell.Owner == organization ? cell.Value : cell.Value + Room;
                return kind is WholeNumbers ? solver.MakeIntVar(low, high, "") : solver.MakeNumVar(low, high, "");
            })
            .ToList();
        foreach (var number in cluster.SelectMany(system.RelationsOf).Distinct())
        {
            Add(solver, variables, system.Relations[number]);
        }

        return new Model(solver, variables);
    }

    // Σ parts - total is what it is (0, or what late events make it), or at least so much when they overlap.
    private void Add(Solver solver, List<Variable> variables, Relation relation)
    {
        var truth = relation.Parts.Sum(part => system.Cells[part].Value) - system.Cells[relation.Total].Value;
        double known =
            relation.Parts.Where(part => system.Cells[part].IsOpen).Sum(part => system.Cells[part].Value)
            - (system.Cells[relation.Total].IsOpen ? system.Cells[relation.Total].Value : 0);
        using var row = relation.IsSum
            ? solver.MakeConstraint(truth - known, truth - known)
            : solver.MakeConstraint(Math.Min(0, truth) - known, double.PositiveInfinity);
        foreach (var part in relation.Parts.Where(places.ContainsKey))
        {
            row.SetCoefficient(variables[places[part]], 1);
        }

        if (places.TryGetValue(relation.Total, out var total))
        {
            row.SetCoefficient(variables[total], -1);
        }
    }

    private sealed class Model(Solver solver, List<Variable> variables) : IDisposable
    {
        public double[]? Solve(IReadOnlyList<(int Place, double Weight)> sum, bool up, Deadline deadline)
        {
            var objective = solver.Objective();
            objective.Clear();
            foreach (var (place, weight) in sum)
            {
                objective.SetCoefficient(variables[place], weight);
            }

            objective.SetOptimizationDirection(up);
            solver.SetTimeLimit(Math.Min(deadline.Left, MaxSolve));
            // Any world will do, also one that is not the furthest.
            return solver.Solve() is Solver.ResultStatus.OPTIMAL or Solver.ResultStatus.FEASIBLE
                ? [.. variables.Select(variable => variable.SolutionValue())]
                : null;
        }

        public void Dispose()
        {
            solver.Dispose();
        }
    }
}
