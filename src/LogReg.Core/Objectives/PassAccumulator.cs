using System.Numerics.Tensors;
using LogReg.Design;

namespace LogReg.Objectives;

/// <summary>
/// The partial sums of a pass over the data, in one run of numbers: the loss, two counts of rows, the gradient, and the lower triangle of
/// the Hessian, row after row. While rows are added to it, it has the scratch space of the thread that adds them, the Hessian as a square
/// among it.
/// </summary>
internal sealed class PassAccumulator
{
    private const int LossPlace = 0;
    private const int SaturatedPlace = 1;
    private const int MisclassifiedPlace = 2;
    private const int GradientPlace = 3;

    private readonly int _gradientLength;
    private double[] _values;
    private int _length;
    private PassWorkspace? _workspace;
    private int _gramThreads = 1;

    /// <param name="gradientLength">The length of the gradient, reference columns included.</param>
    public PassAccumulator(int gradientLength)
    {
        _gradientLength = gradientLength;
        _length = GradientPlace + gradientLength;
        _values = new double[_length];
    }

    /// <summary>The sums of a pass that was made elsewhere.</summary>
    /// <param name="gradientLength">The length of the gradient, reference columns included.</param>
    /// <param name="values">The sums, as <see cref="Values"/> of the others has them.</param>
    public PassAccumulator(int gradientLength, double[] values)
    {
        _gradientLength = gradientLength;
        _length = values.Length;
        _values = values;
    }

    /// <summary>How many numbers the sums are.</summary>
    /// <param name="gradientLength">The length of the gradient, reference columns included.</param>
    /// <param name="withHessian">Whether the Hessian is among them.</param>
    /// <exception cref="OverflowException">An array cannot hold as many.</exception>
    public static int LengthOf(int gradientLength, bool withHessian) => checked(
        (int)(GradientPlace + gradientLength + (withHessian ? (long)gradientLength * (gradientLength + 1) / 2 : 0)));

    /// <summary>The sums, one after the other; the array may be longer.</summary>
    public double[] Values => _values;

    /// <summary>The pool that it came from and returns to; <see langword="null"/> in the pool, and where there is none.</summary>
    public PassPool? Pool { get; set; }

    /// <summary>Σ w·loss.</summary>
    public double Loss
    {
        get => _values[LossPlace];
        set => _values[LossPlace] = value;
    }

    /// <summary>How many rows have μ(1−μ) &lt; 0.001.</summary>
    public long SaturatedRows
    {
        get => (long)_values[SaturatedPlace];
        set => _values[SaturatedPlace] = value;
    }

    /// <summary>How many rows are not strictly on their own class's side.</summary>
    public long MisclassifiedRows
    {
        get => (long)_values[MisclassifiedPlace];
        set => _values[MisclassifiedPlace] = value;
    }

    /// <summary>Xᵀr.</summary>
    public Span<double> Gradient => _values.AsSpan(GradientPlace, _gradientLength);

    /// <summary>The lower triangle of XᵀWX, row after row; empty where the pass sums up none.</summary>
    public ReadOnlySpan<double> Hessian => _values.AsSpan((GradientPlace + _gradientLength).._length);

    /// <summary>Space for a block's η, residuals and curvatures; holds nothing between blocks.</summary>
    public double[] Scratch => _workspace!.Scratch;

    /// <summary>XᵀWX as far as it is summed up, a square of which the lower triangle is used; only while rows are added.</summary>
    public double[] Square => _workspace!.Square;

    /// <summary>A window into <see cref="Square"/>.</summary>
    /// <param name="row">The row of the window's first element.</param>
    /// <param name="column">Its column.</param>
    public HessianView SquareFrom(int row = 0, int column = 0) =>
        new(Square, _gradientLength, (row * _gradientLength) + column, _gramThreads);

    /// <summary>Sets all sums to zero, or to those of earlier rows, for rows to be added.</summary>
    /// <param name="workspace">The scratch space of the thread that adds them.</param>
    /// <param name="withHessian">Whether the pass wants the Hessian.</param>
    /// <param name="gramThreads">How many threads may share the work on XᵀWX of a block.</param>
    /// <param name="earlier">The sums of earlier rows, as <see cref="Values"/> has them; empty where there are none.</param>
    public void Open(PassWorkspace workspace, bool withHessian, int gramThreads, ReadOnlySpan<double> earlier = default)
    {
        _workspace = workspace;
        _gramThreads = gramThreads;
        _length = GradientPlace + _gradientLength;
        _values.AsSpan(0, _length).Clear();
        if (withHessian)
        {
            _length = LengthOf(_gradientLength, withHessian);
            if (_values.Length < _length)
            {
                double[] longer = GC.AllocateUninitializedArray<double>(_length);
                longer.AsSpan(0, GradientPlace + _gradientLength).Clear();
                _values = longer;
            }

            workspace.EnsureSquare(_gradientLength);
        }

        if (!earlier.IsEmpty)
        {
            GoOnFrom(earlier);
        }
    }

    /// <summary>Ends the adding of rows: takes the Hessian out of the square, which is left at zero, and gives the workspace
    /// back.</summary>
    public PassWorkspace Close()
    {
        PassWorkspace workspace = _workspace!;
        int place = GradientPlace + _gradientLength;
        for (int row = 0; place < _length; row++)
        {
            Span<double> source = workspace.Square.AsSpan(row * _gradientLength, row + 1);
            source.CopyTo(_values.AsSpan(place));
            source.Clear();
            place += source.Length;
        }

        _workspace = null;
        return workspace;
    }

    /// <summary>Adds another's sums.</summary>
    /// <param name="later">The sums of the rows that come after this one's, of the same pass.</param>
    public void Add(PassAccumulator later)
    {
        Span<double> own = _values.AsSpan(0, _length);
        TensorPrimitives.Add(own, later._values.AsSpan(0, _length), own);
    }

    /// <summary>Returns it to the pool that it came from; its sums are no longer valid.</summary>
    public void Release() => Pool?.Add(this);

    private void GoOnFrom(ReadOnlySpan<double> earlier)
    {
        int place = GradientPlace + _gradientLength;
        earlier[..place].CopyTo(_values);
        for (int row = 0; place < _length; row++)
        {
            earlier.Slice(place, row + 1).CopyTo(_workspace!.Square.AsSpan(row * _gradientLength));
            place += row + 1;
        }
    }
}
