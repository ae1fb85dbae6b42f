using System.Numerics.Tensors;
using LogReg.Design;

namespace LogReg.Objectives;

/// <summary>
/// A quadratic model that never forms its matrix, for more columns than a matrix can hold or than there are rows: it keeps the changes of
/// the log-odds, Xδ_k of each equation, and a slope is a product of a column with n values. With μ_k the probability of class k, H's block
/// of k and l is Xᵀ·diag(wμ_k(δ_kl − μ_l))·X/Σw; for two classes Xᵀ·diag(wμ(1−μ))·X/Σw.
/// </summary>
internal sealed class ResidualModel : IQuadraticModel
{
    private readonly ColumnAccess _columns;
    private readonly double[] _gradient;
    private readonly double[] _curvatures;
    private readonly double _scale;
    private readonly int _length;

    // By equation: w·μ of each row (for two classes w·μ(1−μ)), and Xδ; and Σ_k μ_k·Xδ_k, which couples the equations of several classes.
    private readonly double[][] _rowWeights;
    private readonly double[][]? _probabilities;
    private readonly double[][] _changes;
    private readonly double[]? _meanChange;
    private readonly double[] _work;

    /// <param name="design">X: the columns of the parameters.</param>
    /// <param name="gradient">g, the equations one after the other.</param>
    /// <param name="curvatures">The diagonal of H.</param>
    /// <param name="rowWeights">For each equation the w_i·μ_ik; for two classes the w_i·μ_i(1−μ_i).</param>
    /// <param name="probabilities">For each equation the μ_ik; <see langword="null"/> for two classes.</param>
    /// <param name="weightSum">Σw.</param>
    public ResidualModel(
        DesignMatrix design,
        ReadOnlySpan<double> gradient,
        double[] curvatures,
        double[][] rowWeights,
        double[][]? probabilities,
        double weightSum)
    {
        _columns = new ColumnAccess(design);
        _gradient = gradient.ToArray();
        _curvatures = curvatures;
        _rowWeights = rowWeights;
        _probabilities = probabilities;
        _scale = 1 / weightSum;
        _length = design.ParameterCount;
        _changes = [.. rowWeights.Select(_ => new double[design.Parts.Count])];
        _meanChange = probabilities is null ? null : new double[design.Parts.Count];
        _work = new double[design.Parts.Count];
    }

    public int Count => _gradient.Length;

    public double[]? Matrix => null;

    public double CurvatureOf(int parameter) => _curvatures[parameter];

    public double SlopeOf(int parameter)
    {
        int equation = parameter / _length;
        double[] weights = _rowWeights[equation];
        double[] changes = _changes[equation];
        if (_meanChange is null)
        {
            TensorPrimitives.Multiply(weights, changes, _work);
        }
        else
        {
            TensorPrimitives.Subtract(changes, _meanChange, _work);
            TensorPrimitives.Multiply(weights, _work, _work);
        }

        return _gradient[parameter] + (_scale * _columns.Product(parameter % _length, _work));
    }

    public void Move(int parameter, double change)
    {
        int equation = parameter / _length;
        int column = parameter % _length;
        _columns.Add(column, change, _changes[equation]);
        if (_meanChange is not null)
        {
            Array.Clear(_work);
            _columns.Add(column, change, _work);
            TensorPrimitives.MultiplyAdd<double>(_work, _probabilities![equation], _meanChange, _meanChange);
        }
    }
}
