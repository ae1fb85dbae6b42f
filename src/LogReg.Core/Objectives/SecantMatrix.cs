using System.Numerics.Tensors;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>
/// The matrix of a quadratic model that was formed at an earlier point, corrected by what steps have shown of the curvature since: H ← H −
/// (Hs)(Hs)ᵀ/sᵀHs + yyᵀ/yᵀs for a step s that changed the gradient by y (Broyden, Fletcher, Goldfarb, Shanno; Nocedal &amp; Wright,
/// Numerical Optimization, 2006, §6.1). It stays positive definite.
/// </summary>
internal sealed class SecantMatrix
{
    // Of a change smaller than this share of its terms rounding has taken too many digits.
    private const double LeastCosine = 1e-4;

    private readonly List<double[]> _learned = [];
    private double[]? _step;
    private double[]? _change;
    private SecantState _extended = SecantState.None;

    /// <summary>H as formed from the data, without corrections.</summary>
    public double[] Formed { get; private set; } = [];

    /// <summary>H with all corrections, row-major, both triangles.</summary>
    public double[] Values { get; private set; } = [];

    /// <summary>Whether to keep what <see cref="State"/> needs.</summary>
    public bool RemembersSteps { get; set; }

    /// <summary>What has become of the matrix since it was formed, if it <see cref="RemembersSteps"/>; nothing of it changes
    /// afterwards.</summary>
    public SecantState State => _extended with { Learned = [.. _learned] };

    /// <summary>Begins anew.</summary>
    /// <param name="matrix">H as formed from the data.</param>
    public void Reset(double[] matrix)
    {
        _step = null;
        _extended = SecantState.None;
        _learned.Clear();
        Formed = matrix;
        Values = matrix;
    }

    /// <summary>
    /// Goes on with a matrix that has more rows and columns, behind those there were. Of the corrections only that of the first, largest,
    /// step since the last extension is kept: along a path the next step goes much the same way.
    /// </summary>
    /// <param name="matrix">The larger H as formed from the data, at the same point.</param>
    /// <param name="scale">What to multiply the matrix by before it is corrected.</param>
    public void Extend(double[] matrix, double scale)
    {
        int kept = DimensionOf(Formed);
        Formed = matrix;
        Extend(new SecantState(kept, scale, _step ?? [], _step is null ? [] : _change!, []));
    }

    /// <summary>Does to the matrix, as it was formed, what was done to another one.</summary>
    /// <param name="state">What was done.</param>
    public void Restore(SecantState state)
    {
        Reset(Formed);
        if (state.Kept > 0)
        {
            Extend(state);
        }

        for (int place = 0; place < state.Learned.Count; place += 2)
        {
            Learn(state.Learned[place], state.Learned[place + 1]);
        }
    }

    /// <summary>Learns from a step.</summary>
    /// <param name="step">s.</param>
    /// <param name="change">y.</param>
    public void Learn(double[] step, double[] change)
    {
        double agreement = DenseKernels.Dot(step, change);
        if (!(agreement > LeastCosine * Math.Sqrt(DenseKernels.Dot(step, step) * DenseKernels.Dot(change, change))))
        {
            return;
        }

        if (ReferenceEquals(Values, Formed))
        {
            Values = [.. Formed];
        }

        Correct(step, change);
        if (RemembersSteps)
        {
            _learned.AddRange([step, change]);
        }

        if (_step is null)
        {
            _step = step;
            _change = change;
        }
    }

    private void Extend(SecantState extension)
    {
        _extended = extension with { Learned = [] };
        _learned.Clear();
        Values = GC.AllocateUninitializedArray<double>(Formed.Length);
        TensorPrimitives.Multiply(Formed, extension.Scale, Values);
        _step = null;
        if (extension.Step.Length > 0)
        {
            Correct(
                Longer(extension.Step, extension.Kept), Longer(extension.Change, extension.Kept, extension.Step));
        }
    }

    private void Correct(double[] step, double[] change)
    {
        int dimension = step.Length;
        double[] product = new double[dimension];
        for (int row = 0; row < dimension; row++)
        {
            if (step[row] != 0)
            {
                TensorPrimitives.MultiplyAdd(Values.AsSpan(row * dimension, dimension), step[row], product, product);
            }
        }

        double own = DenseKernels.Dot(step, product);
        double agreement = DenseKernels.Dot(step, change);
        if (!(own > 0 && agreement > 0))
        {
            return;
        }

        for (int row = 0; row < dimension; row++)
        {
            Span<double> values = Values.AsSpan(row * dimension, dimension);
            TensorPrimitives.MultiplyAdd<double>(product, -product[row] / own, values, values);
            TensorPrimitives.MultiplyAdd<double>(change, change[row] / agreement, values, values);
        }
    }

    private double[] Longer(double[] step, int kept) => [.. step, .. new double[DimensionOf(Formed) - kept]];

    // What a step changed of the new slopes is what the matrix says.
    private double[] Longer(double[] change, int kept, double[] step)
    {
        int dimension = DimensionOf(Formed);
        double[] longer = new double[dimension];
        change.CopyTo(longer, 0);
        for (int row = kept; row < dimension; row++)
        {
            longer[row] = DenseKernels.Dot(Values.AsSpan(row * dimension, kept), step);
        }

        return longer;
    }

    private static int DimensionOf(double[] matrix) => (int)Math.Sqrt(matrix.Length);
}
