using LogReg.Inference;
using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Solvers;
using LogReg.Terms;

namespace LogReg.Estimation;

/// <summary>The solution of a fit, with what inference needs.</summary>
internal sealed record FittedSolution
{
    /// <summary>The training rows with the weights that this record speaks of: while fitting, or those by which the result is
    /// judged.</summary>
    public required ClassificationData Data { get; init; }

    /// <summary>The objective on these rows, which was minimised.</summary>
    public required IObjective Objective { get; init; }

    /// <summary>The training rows without what a direction separates: of two classes such rows weigh nothing, of several they are without
    /// the classes that they are separated from; else the same.</summary>
    public required ClassificationData LimitData { get; init; }

    /// <summary>The likelihood of <see cref="LimitData"/>, without Firth's penalty: it has a maximum, though not a unique one, where that
    /// of all rows has none.</summary>
    public required IObjective LimitObjective { get; init; }

    /// <summary>The solver's result; if features separate rows, the limit for the other rows; with FLIC, with the corrected
    /// intercept.</summary>
    public required SolverResult Result { get; init; }

    /// <summary>Where the solver ended, if <see cref="Result"/> has another intercept; else <see langword="null"/>.</summary>
    public SolverResult? Uncorrected { get; init; }

    /// <summary>Where tests and intervals of Firth's likelihood come from; <see langword="null"/> for other objectives and for large
    /// problems.</summary>
    public FirthRefits? Firth { get; init; }

    /// <summary>Whether maximum likelihood ended below the likelihood of the intercept alone, which only rounding can bring
    /// about.</summary>
    public bool IsWorseThanNull { get; init; }

    /// <summary>The rows' own weights, without those of classes and of a prior; <see langword="null"/> if every row has weight 1.</summary>
    public double[]? RowWeights { get; init; }

    /// <summary>With two classes, the constant that a declared prior adds to the intercept afterwards, which changes no standard error;
    /// otherwise 0.</summary>
    public double PriorShift { get; init; }

    /// <summary>Maps the parameters of the fit to the equations of the model.</summary>
    public required ClassEquations Classes { get; init; }

    /// <summary>The model's equations on the original scale.</summary>
    public required IReadOnlyList<LinearEquation> Equations { get; init; }

    /// <summary>The coefficients of the model's equations on the original scale.</summary>
    public required double[] Coefficients { get; init; }

    /// <summary>The parameters of the fit's equations, one after the other.</summary>
    public double[] Parameters => Result.Parameters;

    /// <summary>The parameters at which the information is computed: the maximum, before the intercept is corrected.</summary>
    public double[] MaximumParameters => (Uncorrected ?? Result).Parameters;

    /// <summary>The Hessian of <see cref="LimitObjective"/> at <see cref="MaximumParameters"/>, if the solver has left it; else
    /// <see langword="null"/>.</summary>
    public double[]? MaximumHessian => ReferenceEquals(Objective, LimitObjective) ? (Uncorrected ?? Result).Hessian : null;

    /// <summary>The information of <see cref="LimitObjective"/> at <see cref="MaximumParameters"/> in twice the digits, if the fit needed
    /// them; else <see langword="null"/>.</summary>
    public ExtendedCholesky? MaximumInformation => ReferenceEquals(Objective, LimitObjective) ? (Uncorrected ?? Result).Information : null;

    /// <summary>The number of equations.</summary>
    public int EquationCount => Equations.Count;

    /// <summary>The log-likelihood; where features separate rows, its limit.</summary>
    public double LogLikelihood => -Result.Evaluation.Loss * Data.WeightSum;

    /// <summary>The verdict on separation.</summary>
    public SeparationKind Separation { get; init; } = SeparationKind.Undetermined;

    /// <summary>How many rows are separated.</summary>
    public long SeparatedRows { get; init; }

    /// <summary>A direction along which the likelihood grows for ever; empty if there is none.</summary>
    public double[] Direction { get; init; } = [];

    /// <summary>All such directions; <see langword="null"/> if there is none, or they are not known.</summary>
    public SeparationCone? Cone { get; init; }

    /// <summary>Directions that the rows which are not separated do not determine, each as long as <see cref="Parameters"/>.</summary>
    public IReadOnlyList<double[]> FreeDirections { get; init; } = [];
}
