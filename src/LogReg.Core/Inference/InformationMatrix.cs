using System.Numerics.Tensors;
using LogReg.Numerics;
using LogReg.Objectives;
using LogReg.Solvers;

namespace LogReg.Inference;

/// <summary>The Fisher information XᵀWX at some parameters, and what follows from it.</summary>
internal sealed class InformationMatrix
{
    private const double SmallestShare = 1e-6;

    private readonly CholeskyFactorization _factorization;
    private readonly ExtendedCholesky? _extended;

    /// <param name="objective">The objective, unpenalised.</param>
    /// <param name="weightSum">Σw, by which the objective is scaled.</param>
    /// <param name="parameters">The point: p values.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <param name="extend">Factors the information in twice the digits, where a double's are too few; <see langword="null"/> to do
    /// without.</param>
    /// <param name="dependence">Tells dependent columns from nearly dependent ones; without it any of them asks for twice the
    /// digits.</param>
    public InformationMatrix(
        IObjective objective,
        double weightSum,
        ReadOnlySpan<double> parameters,
        CancellationToken cancellationToken,
        Func<ExtendedCholesky>? extend = null,
        DependenceCheck? dependence = null)
        : this(HessianOf(objective, parameters, cancellationToken), parameters.Length, weightSum, extend, dependence)
    {
    }

    /// <param name="hessian">The objective's Hessian, unpenalised, p × p, the lower triangle; it becomes the information.</param>
    /// <param name="dimension">p.</param>
    /// <param name="weightSum">Σw, by which the objective is scaled.</param>
    /// <param name="extend">Factors the information in twice the digits, where a double's are too few; <see langword="null"/> to do
    /// without.</param>
    /// <param name="dependence">Tells dependent columns from nearly dependent ones; without it any of them asks for twice the
    /// digits.</param>
    public InformationMatrix(
        double[] hessian, int dimension, double weightSum, Func<ExtendedCholesky>? extend = null, DependenceCheck? dependence = null)
    {
        Dimension = dimension;
        Values = hessian;
        TensorPrimitives.Multiply(Values, weightSum, Values);
        SymmetricMatrix.Mirror(Values, Dimension);
        _factorization = new CholeskyFactorization(Values, Dimension, NewtonSolver.PivotTolerance);
        IsDependent = Marked(_factorization.DependentColumns);
        if (extend is not null && HasTooFewDigits(dependence))
        {
            _extended = extend();
            IsDependent = Marked(_extended.DependentColumns);
        }
    }

    /// <summary>p.</summary>
    public int Dimension { get; }

    /// <summary>XᵀWX, p × p, both triangles.</summary>
    public double[] Values { get; }

    /// <summary>The parameters that are linear combinations of earlier ones.</summary>
    public bool[] IsDependent { get; private set; }

    /// <summary>How many parameters are not dependent.</summary>
    public int Rank => IsDependent.Count(isDependent => !isDependent);

    /// <summary>Whether a double's digits were too few, so that the information was factored in twice as many.</summary>
    public bool IsExtended => _extended is not null;

    /// <summary>(XᵀWX)⁻¹ over the independent parameters, p × p, both triangles; 0 for the others.</summary>
    public double[] Invert()
    {
        if (InvertExtended() is not { } inverse)
        {
            return _factorization.Inverse();
        }

        return inverse.ToDoubles();
    }

    /// <summary>The same in twice the digits where the information was factored in as many; else <see langword="null"/>.</summary>
    public ExtendedMatrix? InvertExtended() => _extended?.Inverse();

    /// <summary>The c with column j = Σ c_k · column k over the independent columns before it.</summary>
    /// <param name="dependent">j, a dependent column.</param>
    /// <returns>p coefficients; those of later and dependent columns are 0.</returns>
    public double[] CombinationOf(int dependent)
    {
        if (_extended is not null)
        {
            return _extended.CombinationOf(dependent);
        }

        double[] combination = new double[Dimension];
        Values.AsSpan(dependent * Dimension, dependent).CopyTo(combination);
        for (int column = dependent; column < Dimension; column++)
        {
            combination[column] = 0;
        }

        // The leading part alone: columns after j have no share in it, and rows of the factor after j do not either.
        double[] leading = new double[dependent * dependent];
        for (int row = 0; row < dependent; row++)
        {
            Values.AsSpan(row * Dimension, dependent).CopyTo(leading.AsSpan(row * dependent));
        }

        Span<double> solution = combination.AsSpan(0, dependent);
        new CholeskyFactorization(leading, dependent, NewtonSolver.PivotTolerance).Solve(solution, solution);
        return combination;
    }

    /// <summary>A direction along which the information is 0: the unit vector of a dependent column minus its combination; entries that are
    /// nothing but rounding are 0.</summary>
    /// <param name="dependent">A dependent column.</param>
    public double[] NullDirectionOf(int dependent)
    {
        double[] direction = [.. CombinationOf(dependent).Select(share => Math.Abs(share) > SmallestShare ? -share : 0)];
        direction[dependent] = 1;
        return direction;
    }

    /// <summary>Whether a double has too few digits for the inverse, or to tell dependent columns from nearly dependent ones.</summary>
    /// <param name="dependence">Tells them apart row by row; without it any dependent column is in doubt.</param>
    public bool HasTooFewDigits(DependenceCheck? dependence) =>
        _factorization.SmallestPivotShare < ExtendedNewton.SafePivotShare || (Rank < Dimension && dependence?.AreExact(this) != true);

    private bool[] Marked(IReadOnlyList<int> columns)
    {
        bool[] marks = new bool[Dimension];
        foreach (int column in columns)
        {
            marks[column] = true;
        }

        return marks;
    }

    private static double[] HessianOf(IObjective objective, ReadOnlySpan<double> parameters, CancellationToken cancellationToken)
    {
        double[] hessian = new double[parameters.Length * parameters.Length];
        objective.Evaluate(parameters, new double[parameters.Length], hessian, cancellationToken);
        return hessian;
    }
}
