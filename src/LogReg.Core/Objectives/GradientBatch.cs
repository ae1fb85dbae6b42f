using LogReg.Design;

namespace LogReg.Objectives;

/// <summary>A few rows, and what they say of the gradient of the whole objective.</summary>
internal sealed class GradientBatch
{
    private readonly LocalRowPasses _source;
    private readonly Penalty _penalty;
    private readonly double _rowsPerWeight;
    private readonly double[] _coefficients;
    private readonly double[] _residuals;
    private readonly double[] _sums;
    private RowBlock _block;

    /// <param name="source">The rows around the batch.</param>
    /// <param name="penalty">The penalty of the whole objective.</param>
    /// <param name="rowsPerWeight">n/Σw of the whole objective.</param>
    /// <param name="block">The rows.</param>
    public GradientBatch(LocalRowPasses source, Penalty penalty, double rowsPerWeight, RowBlock block)
    {
        _source = source;
        _penalty = penalty;
        _rowsPerWeight = rowsPerWeight;
        _block = block;
        _coefficients = new double[source.EquationCount * source.Data.Design.ColumnCount];
        _residuals = new double[source.EquationCount * RowBlock.Capacity];
        _sums = new double[_coefficients.Length];
    }

    /// <summary>Turns to other rows of the same source.</summary>
    public void MoveTo(RowBlock block) => _block = block;

    /// <summary>(n/(b·Σw)) Σ w_i·∇loss_i over the batch's b rows, plus the penalty's gradient: over all batches its mean is the objective's
    /// gradient.</summary>
    /// <param name="parameters">Where, the equations one after the other.</param>
    /// <param name="gradient">Room for as many values.</param>
    public void Gradient(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        DesignMatrix design = _source.Data.Design;
        int equations = _source.EquationCount;
        int length = design.ParameterCount;
        for (int equation = 0; equation < equations; equation++)
        {
            design.Expand(
                parameters.Slice(equation * length, length), _coefficients.AsSpan(equation * design.ColumnCount, design.ColumnCount));
        }

        _source.ComputeResiduals(_block, _coefficients, _residuals);
        Array.Clear(_sums);
        for (int equation = 0; equation < equations; equation++)
        {
            _block.AddTransposedProduct(
                _residuals.AsSpan(equation * RowBlock.Capacity, _block.RowCount),
                _sums.AsSpan(equation * design.ColumnCount, design.ColumnCount));
        }

        ParameterScaling.Gather(_sums, design.Columns, equations, _rowsPerWeight / _block.RowCount, gradient);
        _penalty.Add(parameters, length, gradient, []);
    }
}
