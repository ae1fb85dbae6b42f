using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>The state of a <see cref="PathSolver"/> between two λ, or after a step on the way to one.</summary>
internal sealed record PathState
{
    /// <summary>The solutions so far.</summary>
    public required IReadOnlyList<PathStep> Steps { get; init; }

    /// <summary>The λ of the solution so far; ∞ where there is none.</summary>
    public required double Previous { get; init; }

    /// <summary>The iterations at earlier λ that no solution counts.</summary>
    public required int EarlierIterations { get; init; }

    /// <summary>The parameters, the equations one after the other, all columns.</summary>
    public required double[] Parameters { get; init; }

    /// <summary>Where the residuals of the solution so far were taken; <see langword="null"/> where there are none.</summary>
    public required EvaluatedPoint? Residuals { get; init; }

    /// <summary>The gradient that the screen remembers; empty if it does not.</summary>
    public required double[] ScreenGradient { get; init; }

    /// <summary>Where the residuals that the screen remembers were taken.</summary>
    public required EvaluatedPoint? ScreenPoint { get; init; }

    /// <summary>What the working set remembers.</summary>
    public required WorkingSetState Set { get; init; }

    /// <summary>Where the solver is on the way to the next λ; <see langword="null"/> if it has not set out.</summary>
    public required PathPosition? Position { get; init; }

    /// <summary>Writes a state.</summary>
    public IReadOnlyList<double[]> ToVectors()
    {
        var writer = new StateWriter();
        writer.AddSteps(Steps);
        writer.AddNumbers([Previous, EarlierIterations]);
        writer.AddNumbers(Parameters);
        writer.AddPoint(Residuals);
        writer.AddNumbers(ScreenGradient);
        writer.AddPoint(ScreenPoint);
        writer.AddSet(Set);
        writer.AddIntegers([Position is null ? 0 : 1]);
        if (Position is PathPosition position)
        {
            writer.AddIntegers([position.Iterations, position.Inner.IsStale ? 1 : 0]);
            writer.AddHistory(position.History);
            writer.AddNumbers(position.Inner.Parameters);
            writer.AddHistory(position.Inner.History);
        }

        return writer.Vectors;
    }

    /// <summary>Reads a state.</summary>
    /// <param name="vectors">What <see cref="ToVectors"/> has written.</param>
    public static PathState Of(IReadOnlyList<double[]> vectors)
    {
        var reader = new StateReader(vectors);
        IReadOnlyList<PathStep> steps = reader.Steps();
        double[] numbers = reader.Numbers();
        return new PathState
        {
            Steps = steps,
            Previous = numbers[0],
            EarlierIterations = (int)numbers[1],
            Parameters = reader.Numbers(),
            Residuals = reader.Point(),
            ScreenGradient = reader.Numbers(),
            ScreenPoint = reader.Point(),
            Set = reader.WorkingSet(),
            Position = reader.Integers()[0] == 0 ? null : ReadPosition(reader),
        };
    }

    private static PathPosition ReadPosition(StateReader reader)
    {
        int[] numbers = reader.Integers();
        IReadOnlyList<IterationProgress> history = reader.History();
        return new PathPosition(numbers[0], history, new ProximalState(reader.Numbers(), reader.History(), numbers[1] != 0));
    }
}
