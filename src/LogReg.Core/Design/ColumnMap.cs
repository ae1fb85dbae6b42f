namespace LogReg.Design;

/// <summary>Which columns of a design matrix have a coefficient to estimate, whatever rows there are.</summary>
internal sealed class ColumnMap
{
    private readonly int[] _parameterColumns;

    /// <param name="columnCount">d, the intercept's column and reference levels included.</param>
    /// <param name="parameterColumns">The columns that have a coefficient, in the order of the parameters; the intercept's first.</param>
    public ColumnMap(int columnCount, int[] parameterColumns)
    {
        ColumnCount = columnCount;
        _parameterColumns = parameterColumns;
    }

    /// <summary>d.</summary>
    public int ColumnCount { get; }

    /// <summary>The columns that have a coefficient, in the order of the parameters.</summary>
    public ReadOnlySpan<int> ParameterColumns => _parameterColumns;

    /// <summary>p.</summary>
    public int ParameterCount => _parameterColumns.Length;

    /// <summary>Puts p coefficients into their d columns; the other columns get 0.</summary>
    /// <param name="parameters">The p coefficients.</param>
    /// <param name="columns">Room for d.</param>
    public void Expand(ReadOnlySpan<double> parameters, Span<double> columns)
    {
        columns.Clear();
        for (int parameter = 0; parameter < _parameterColumns.Length; parameter++)
        {
            columns[_parameterColumns[parameter]] = parameters[parameter];
        }
    }

    /// <summary>The same for several equations.</summary>
    /// <param name="parameters">The equations' coefficients, one after the other.</param>
    /// <param name="equationCount">How many equations there are.</param>
    /// <returns>The equations one after the other, d values each.</returns>
    public double[] Expand(ReadOnlySpan<double> parameters, int equationCount)
    {
        double[] columns = new double[equationCount * ColumnCount];
        for (int equation = 0; equation < equationCount; equation++)
        {
            Expand(parameters.Slice(equation * ParameterCount, ParameterCount), columns.AsSpan(equation * ColumnCount, ColumnCount));
        }

        return columns;
    }
}
