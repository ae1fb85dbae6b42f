using LogReg.Objectives;

namespace LogReg.Solvers;

/// <summary>Puts a state that consists of many things into vectors, which <see cref="StateReader"/> reads in the same order. Arrays of
/// numbers are not copied: nothing may change them afterwards.</summary>
internal sealed class StateWriter
{
    private readonly List<double[]> _vectors = [];

    /// <summary>All that was written.</summary>
    public IReadOnlyList<double[]> Vectors => _vectors;

    /// <summary>Writes numbers.</summary>
    public void AddNumbers(double[] values) => _vectors.Add(values);

    /// <summary>Writes whole numbers.</summary>
    public void AddIntegers(IEnumerable<int> values) => _vectors.Add([.. values.Select(value => (double)value)]);

    /// <summary>Writes a point; <see langword="null"/> for none.</summary>
    public void AddPoint(EvaluatedPoint? point)
    {
        AddIntegers(point?.Columns ?? []);
        AddNumbers(point?.Parameters ?? []);
    }

    /// <summary>Writes iterations.</summary>
    public void AddHistory(IReadOnlyList<IterationProgress> history) => _vectors.Add(NumbersOf(history));

    /// <summary>The numbers of iterations, one after the other.</summary>
    /// <param name="history">The iterations.</param>
    public static double[] NumbersOf(IReadOnlyList<IterationProgress> history) =>
    [
        .. history.SelectMany(entry => new[]
        {
            entry.Iteration, entry.Objective, entry.Loss, entry.GradientNorm, entry.StepSize, entry.Seconds, entry.SaturatedShare,
        }),
    ];

    /// <summary>Writes the solutions of a path.</summary>
    public void AddSteps(IReadOnlyList<PathStep> steps)
    {
        AddIntegers([steps.Count]);
        foreach (PathStep step in steps)
        {
            _vectors.AddRange(step.ToVectors());
        }
    }

    /// <summary>Writes what a working set remembers.</summary>
    public void AddSet(WorkingSetState state)
    {
        AddIntegers(state.Columns);
        AddPoint(state.Last);
        ObjectiveEvaluation evaluation = state.LastEvaluation;
        AddNumbers([evaluation.Value, evaluation.Loss, evaluation.SaturatedShare, evaluation.Separates ? 1.0 : 0.0]);
        AddNumbers(state.LastGradient);
        AddIntegers(state.IsLastGradientKnown.Select(isKnown => isKnown ? 1 : 0));
        AddPoint(state.Model?.Origin);
        if (state.Model is ModelState model)
        {
            AddIntegers(model.ColumnCounts);
            AddNumbers([model.Matrix.Kept, model.Matrix.Scale, model.Matrix.Learned.Count]);
            AddNumbers(model.Matrix.Step);
            AddNumbers(model.Matrix.Change);
            _vectors.AddRange(model.Matrix.Learned);
        }
    }
}
