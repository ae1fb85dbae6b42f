using LogReg.Design;

namespace LogReg.Objectives;

/// <summary>
/// The quadratic model of two classes for sparse columns: H = Xᵀ·diag(s)·X/Σw is never formed, and neither a slope nor a move looks at more
/// rows than a column has entries, since s∘Xδ is kept rather than Xδ.
/// </summary>
internal sealed class EntryModel : IQuadraticModel
{
    private readonly ColumnAccess _columns;
    private readonly double[] _gradient;
    private readonly double[] _curvatures;
    private readonly double[] _rowWeights;
    private readonly double[] _weightedChange;
    private readonly double _scale;

    /// <param name="design">X: the columns of the parameters.</param>
    /// <param name="gradient">g.</param>
    /// <param name="curvatures">The diagonal of H.</param>
    /// <param name="rowWeights">s, a value for each row.</param>
    /// <param name="weightSum">Σw.</param>
    public EntryModel(
        DesignMatrix design, ReadOnlySpan<double> gradient, double[] curvatures, double[] rowWeights, double weightSum)
    {
        _columns = new ColumnAccess(design);
        _gradient = gradient.ToArray();
        _curvatures = curvatures;
        _rowWeights = rowWeights;
        _weightedChange = new double[design.RowCount];
        _scale = 1 / weightSum;
    }

    public int Count => _gradient.Length;

    public double[]? Matrix => null;

    public double CurvatureOf(int parameter) => _curvatures[parameter];

    public double SlopeOf(int parameter) => _gradient[parameter] + (_scale * _columns.Product(parameter, _weightedChange));

    public void Move(int parameter, double change) => _columns.AddWeighted(parameter, change, _rowWeights, _weightedChange);
}
