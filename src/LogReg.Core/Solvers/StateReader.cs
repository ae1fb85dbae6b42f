using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>Reads what a <see cref="StateWriter"/> has written, in the same order.</summary>
/// <param name="vectors">The vectors.</param>
internal sealed class StateReader(IReadOnlyList<double[]> vectors)
{
    private const int HistoryNumbers = 7;

    private int _next;

    /// <summary>Reads numbers.</summary>
    public double[] Numbers() => vectors[_next++];

    /// <summary>Reads whole numbers.</summary>
    public int[] Integers() => Array.ConvertAll(Numbers(), value => (int)value);

    /// <summary>Reads a point.</summary>
    public EvaluatedPoint? Point()
    {
        int[] columns = Integers();
        double[] parameters = Numbers();
        return columns.Length == 0 ? null : new EvaluatedPoint(columns, parameters);
    }

    /// <summary>Reads iterations.</summary>
    public IReadOnlyList<IterationProgress> History() =>
    [
        .. Numbers().Chunk(HistoryNumbers).Select(
            entry => new IterationProgress((int)entry[0], entry[1], entry[2], entry[3], entry[4], entry[5], entry[6])),
    ];

    /// <summary>Reads the solutions of a path.</summary>
    public IReadOnlyList<PathStep> Steps()
    {
        var steps = new PathStep[Integers()[0]];
        for (int index = 0; index < steps.Length; index++)
        {
            double[] numbers = Numbers();
            int[] places = Integers();
            double[] values = Numbers();
            var result = new SolverResult(
                [],
                new ObjectiveEvaluation(numbers[2], numbers[3], numbers[4], numbers[5] != 0),
                numbers[6],
                (int)numbers[7],
                (TerminationReason)(int)numbers[8],
                History(),
                []);
            steps[index] = new PathStep(numbers[0], result, (int)numbers[1], places, values);
        }

        return steps;
    }

    /// <summary>Reads what a working set remembered.</summary>
    public WorkingSetState WorkingSet()
    {
        int[] columns = Integers();
        EvaluatedPoint? last = Point();
        double[] evaluation = Numbers();
        double[] gradient = Numbers();
        bool[] isKnown = Array.ConvertAll(Numbers(), value => value != 0);
        EvaluatedPoint? origin = Point();
        return new WorkingSetState(
            columns,
            last,
            new ObjectiveEvaluation(evaluation[0], evaluation[1], evaluation[2], evaluation[3] != 0),
            gradient,
            isKnown,
            origin is null ? null : Model(origin));
    }

    private ModelState Model(EvaluatedPoint origin)
    {
        int[] counts = Integers();
        double[] numbers = Numbers();
        double[] step = Numbers();
        double[] change = Numbers();
        double[][] learned = [.. Enumerable.Range(0, (int)numbers[2]).Select(_ => Numbers())];
        return new ModelState(origin, counts, new SecantState((int)numbers[0], numbers[1], step, change, learned));
    }
}
