using System.Numerics.Tensors;
using LogReg.Design;

namespace LogReg.Objectives;

/// <summary>
/// The quadratic model of two classes for sparse columns: H = Xᵀ·diag(s)·X/Σw is never formed, and neither a slope nor a move looks at more
/// rows than a column has entries, since s∘Xδ is kept rather than Xδ.
/// </summary>
internal sealed class EntryModel : IQuadraticModel
{
    private readonly DesignMatrix _design;
    private readonly ColumnAccess _columns;
    private readonly PassPool _pool = new();
    private readonly int _threads;
    private readonly double[] _gradient;
    private readonly double[] _curvatures;
    private readonly double[] _rowWeights;
    private readonly double[] _weightedChange;
    private readonly double[] _work;
    private readonly double _scale;

    /// <param name="design">X: the columns of the parameters.</param>
    /// <param name="gradient">g.</param>
    /// <param name="curvatures">The diagonal of H.</param>
    /// <param name="rowWeights">s, a value for each row.</param>
    /// <param name="weightSum">Σw.</param>
    /// <param name="threads">The largest number of threads of a product, at least 1.</param>
    public EntryModel(
        DesignMatrix design, ReadOnlySpan<double> gradient, double[] curvatures, double[] rowWeights, double weightSum, int threads)
    {
        _design = design;
        _threads = threads;
        _columns = new ColumnAccess(design);
        _gradient = gradient.ToArray();
        _curvatures = curvatures;
        _rowWeights = rowWeights;
        _weightedChange = new double[design.Parts.Count];
        _work = new double[design.Parts.Count];
        _scale = 1 / weightSum;
    }

    public int Count => _gradient.Length;

    public double[]? Matrix => null;

    public bool HasProducts => true;

    public double CurvatureOf(int parameter) => _curvatures[parameter];

    public double SlopeOf(int parameter) => _gradient[parameter] + (_scale * _columns.Product(parameter, _weightedChange));

    public void Move(int parameter, double change) => _columns.AddWeighted(parameter, change, _rowWeights, _weightedChange);

    public void Multiply(
        ReadOnlySpan<int> parameters, ReadOnlySpan<double> vector, Span<double> product, CancellationToken cancellationToken)
    {
        if (_design.IsWide)
        {
            MultiplyByRows(parameters, vector, product, cancellationToken);
            return;
        }

        Array.Clear(_work);
        for (int index = 0; index < parameters.Length; index++)
        {
            _columns.Add(parameters[index], vector[index], _work);
        }

        TensorPrimitives.Multiply(_rowWeights, _work, _work);
        for (int index = 0; index < parameters.Length; index++)
        {
            product[index] = _scale * _columns.Product(parameters[index], _work);
        }
    }

    private void MultiplyByRows(
        ReadOnlySpan<int> parameters, ReadOnlySpan<double> vector, Span<double> product, CancellationToken cancellationToken)
    {
        ReadOnlySpan<int> columns = _design.ParameterColumns;
        double[] coefficients = new double[_design.ColumnCount];
        for (int index = 0; index < parameters.Length; index++)
        {
            coefficients[columns[parameters[index]]] = vector[index];
        }

        PassAccumulator sums = DesignPass.Run(
            _design,
            _design.ColumnCount,
            RowBlock.Capacity,
            withHessian: false,
            _threads,
            _pool,
            (block, accumulator) =>
            {
                Span<double> values = accumulator.Scratch.AsSpan(0, block.RowCount);
                values.Clear();
                block.AddProduct(coefficients, values);
                TensorPrimitives.Multiply(values, _rowWeights.AsSpan(block.FirstRow, block.RowCount), values);
                block.AddTransposedProduct(values, accumulator.Gradient);
            },
            cancellationToken);
        for (int index = 0; index < parameters.Length; index++)
        {
            product[index] = _scale * sums.Gradient[columns[parameters[index]]];
        }

        _pool.Add(sums);
    }
}
