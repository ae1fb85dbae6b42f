using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>The Hessian of two classes itself, factored by eliminating the levels of the widest categorical feature: a step of conjugate
/// gradients is Newton's.</summary>
internal sealed class ArrowPreconditioner : ILinearSystem
{
    // A pivot below this share of its diagonal entry is what rounding leaves of an exact linear dependence, as in Newton's method.
    private const double PivotTolerance = 1e-12;

    private readonly ArrowDesign _design;
    private readonly ArrowFactorization _factorization;
    private readonly double[] _core;
    private readonly double[] _tail;
    private readonly double[] _coreSolution;
    private readonly double[] _tailSolution;

    private ArrowPreconditioner(ArrowDesign design, ArrowFactorization factorization)
    {
        _design = design;
        _factorization = factorization;
        _core = new double[design.CoreParameters.Length];
        _tail = new double[design.TailParameters.Length];
        _coreSolution = new double[_core.Length];
        _tailSolution = new double[_tail.Length];
    }

    /// <summary>Forms and factors the Hessian.</summary>
    /// <param name="design">The columns.</param>
    /// <param name="curvatures">The curvature of each row.</param>
    /// <param name="scale">1/Σw.</param>
    /// <param name="diagonal">The diagonal of the whole Hessian, the penalty included.</param>
    /// <param name="cancellationToken">A token to cancel the operation.</param>
    /// <exception cref="OperationCanceledException">The operation was cancelled.</exception>
    public static ArrowPreconditioner Form(
        ArrowDesign design, IRowCurvatures curvatures, double scale, double[] diagonal, CancellationToken cancellationToken)
    {
        ColumnMap core = design.Core.Columns;
        int length = core.ParameterCount;
        PassAccumulator sums = curvatures.CoreGram(cancellationToken);
        double[] matrix = new double[length * length];
        ParameterScaling.GatherHessian(sums.Hessian, core, equationCount: 1, scale, matrix);
        for (int parameter = 0; parameter < length; parameter++)
        {
            matrix[parameter * (length + 1)] = diagonal[design.CoreParameters[parameter]];
        }

        double[][] border = design.NewBorder();
        curvatures.AddToBorder(border, scale, cancellationToken);
        double[] tail = Array.ConvertAll(design.TailParameters, parameter => diagonal[parameter]);
        return new ArrowPreconditioner(design, new ArrowFactorization(matrix, design.BorderOf(border), tail, PivotTolerance));
    }

    public void Solve(ReadOnlySpan<double> b, Span<double> x)
    {
        Gather(b, _design.CoreParameters, _core);
        Gather(b, _design.TailParameters, _tail);
        _factorization.Solve(_core, _tail, _coreSolution, _tailSolution);
        Scatter(_coreSolution, _design.CoreParameters, x);
        Scatter(_tailSolution, _design.TailParameters, x);
    }

    private static void Gather(ReadOnlySpan<double> all, int[] places, double[] own)
    {
        for (int index = 0; index < places.Length; index++)
        {
            own[index] = all[places[index]];
        }
    }

    private static void Scatter(double[] own, int[] places, Span<double> all)
    {
        for (int index = 0; index < places.Length; index++)
        {
            all[places[index]] = own[index];
        }
    }
}
