using LogReg.Inference;
using LogReg.Objectives;

namespace LogReg.Estimation;

/// <summary>The solution of a fit, with what inference needs to know of it.</summary>
internal sealed record FittedObjective
{
    /// <summary>The training rows.</summary>
    public required ClassificationData Data { get; init; }

    /// <summary>The objective on them.</summary>
    public required IObjective Objective { get; init; }

    /// <summary>The training rows, of which those that a direction separates weigh nothing; else the same.</summary>
    public required ClassificationData LimitData { get; init; }

    /// <summary>The objective on <see cref="LimitData"/>: it has a minimum, though not a unique one, where <see cref="Objective"/> has none.</summary>
    public required IObjective LimitObjective { get; init; }

    /// <summary>The equations' parameters, one after the other.</summary>
    public required double[] Parameters { get; init; }

    /// <summary>The coefficients on the original scale, in the order of the parameters.</summary>
    public required double[] Coefficients { get; init; }

    /// <summary>How many equations there are.</summary>
    public required int EquationCount { get; init; }

    /// <summary>The log-likelihood; where features separate rows, its limit.</summary>
    public required double LogLikelihood { get; init; }

    /// <summary>The verdict on separation.</summary>
    public SeparationKind Separation { get; init; } = SeparationKind.Undetermined;

    /// <summary>How many rows are separated.</summary>
    public long SeparatedRows { get; init; }

    /// <summary>A direction along which the likelihood grows for ever; empty if there is none.</summary>
    public double[] Direction { get; init; } = [];

    /// <summary>Directions that the rows which are not separated do not determine, each as long as <see cref="Parameters"/>.</summary>
    public IReadOnlyList<double[]> FreeDirections { get; init; } = [];
}
