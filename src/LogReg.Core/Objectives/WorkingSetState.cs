namespace LogReg.Objectives;

/// <summary>What a working set remembers between two evaluations. What belongs to rows, and matrices, are not part of it: they follow
/// from the points where the rows were looked at, with the same bits.</summary>
/// <param name="Columns">The columns at work.</param>
/// <param name="Last">Where the last evaluation was; <see langword="null"/> if there was none.</param>
/// <param name="LastEvaluation">What it found.</param>
/// <param name="LastGradient">The gradient there, all columns.</param>
/// <param name="IsLastGradientKnown">For each column whether its gradient is known.</param>
/// <param name="Model">The quadratic model; <see langword="null"/> if there is none.</param>
internal sealed record WorkingSetState(
    int[] Columns,
    EvaluatedPoint? Last,
    ObjectiveEvaluation LastEvaluation,
    double[] LastGradient,
    bool[] IsLastGradientKnown,
    ModelState? Model);
