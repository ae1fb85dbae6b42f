using LogReg.Data;
using LogReg.Equations;
using LogReg.Numerics;
using LogReg.Storage;

namespace LogReg.Terms;

/// <summary>Numbers made of a feature, or a product of numbers of several: one for each combination of the factors' numbers, those of the
/// first factor changing fastest, as in R.</summary>
internal sealed class DerivedTerm : FactorTerm
{
    /// <summary>Of more numbers their covariances are not kept: they would be more than the model itself.</summary>
    public const int MostCorrelated = 50;

    private const int MostOnStack = 64;

    private readonly NumbersFactor[] _factors;
    private readonly double[] _means;
    private readonly double[] _covariance;
    private readonly int _widest;

    /// <param name="name">The term as a formula writes it.</param>
    /// <param name="factors">The factors.</param>
    /// <param name="means">The (weighted) mean of each number over the training rows.</param>
    /// <param name="covariance">The (weighted) population covariance of the numbers over the training rows, row by row up to the diagonal;
    /// of more than <see cref="MostCorrelated"/> numbers their variances alone.</param>
    public DerivedTerm(string name, IReadOnlyList<NumbersFactor> factors, IReadOnlyList<double> means, IReadOnlyList<double> covariance)
        : base(name, factors)
    {
        _factors = [.. factors];
        _means = [.. means];
        _covariance = [.. covariance];
        double[] deviations =
            [.. Enumerable.Range(0, _means.Length).Select(place => Math.Sqrt(_covariance[HasCovariance ? Packed(place, place) : place]))];
        _widest = factors.Max(factor => factor.Names.Count);
        Parameters =
        [
            .. NumbersFactor.NamesOf(factors).Select((number, place) => new TermParameter(
                place,
                new CoefficientDescription(number, null) { StandardDeviation = deviations[place], Term = name },
                means[place],
                deviations[place] > 0 ? deviations[place] : 1)),
        ];
    }

    /// <summary>The (weighted) mean of each number over the training rows.</summary>
    public IReadOnlyList<double> Means => _means;

    /// <summary>The (weighted) population covariance of the numbers over the training rows, row by row up to the diagonal; of more than
    /// <see cref="MostCorrelated"/> numbers their variances alone.</summary>
    public IReadOnlyList<double> Covariance => _covariance;

    private bool HasCovariance => _means.Length <= MostCorrelated;

    /// <inheritdoc/>
    public override IReadOnlyList<TermParameter> Parameters { get; }

    /// <inheritdoc/>
    public override int ColumnCount => Parameters.Count;

    /// <inheritdoc/>
    public override int WeightCount => Parameters.Count;

    /// <inheritdoc/>
    public override bool IsDense => true;

    /// <inheritdoc/>
    public override string? LinearIn(TermParameter parameter, int feature) =>
        NumbersFactor.LinearIn(_factors, parameter.Place, feature);

    /// <inheritdoc/>
    public override void Encode(ChunkEncoding chunk, int firstColumn)
    {
        ColumnValues<double>[] columns = [.. Parameters.Select(_ => chunk.Allocate<double>(chunk.RowCount))];
        double[] cells = new double[_factors.Length];
        double[] scratch = new double[_widest];
        double[] values = new double[ColumnCount];
        for (int row = 0; row < chunk.RowCount; row++)
        {
            ReadCells(chunk, row, cells);
            NumbersFactor.Evaluate(_factors, cells, scratch, values);
            for (int place = 0; place < values.Length; place++)
            {
                columns[place].AsSpan()[row] = values[place];
            }
        }

        for (int place = 0; place < columns.Length; place++)
        {
            Standardise(columns[place].AsSpan(), place);
            chunk.AddDense(firstColumn + place, columns[place]);
        }
    }

    /// <inheritdoc/>
    public override void Fill(IReadOnlyList<Column> columns, int start, int count, TermBlockColumns target)
    {
        double[] scratch = new double[_factors.Length + _widest];
        double[] values = new double[ColumnCount];
        for (int row = 0; row < count; row++)
        {
            Evaluate(columns, start + row, scratch, values);
            for (int place = 0; place < values.Length; place++)
            {
                target.Dense[place][row] = values[place];
            }
        }

        for (int place = 0; place < values.Length; place++)
        {
            Standardise(target.Dense[place].AsSpan(0, count), place);
        }
    }

    /// <inheritdoc/>
    public override void Fill(ReadOnlySpan<double> row, TermBlockColumns target)
    {
        double[] values = new double[ColumnCount];
        Evaluate(row, new double[_factors.Length + _widest], values);
        for (int place = 0; place < values.Length; place++)
        {
            target.Dense[place][0] = values[place];
            Standardise(target.Dense[place].AsSpan(0, 1), place);
        }
    }

    /// <inheritdoc/>
    public override double AddLogOdds(double logOdds, ReadOnlySpan<double> row, double[] weights)
    {
        Span<double> values = weights.Length <= MostOnStack ? stackalloc double[weights.Length] : new double[weights.Length];
        int scratchSize = _factors.Length == 1 ? 0 : _factors.Length + _widest;
        Span<double> scratch = scratchSize <= MostOnStack ? stackalloc double[scratchSize] : new double[scratchSize];
        Evaluate(row, scratch, values);
        return Add(logOdds, values, weights);
    }

    /// <inheritdoc/>
    public override void AddLogOdds(IReadOnlyList<Column> columns, double[] weights, Span<double> logOdds)
    {
        double[] scratch = new double[_factors.Length + _widest];
        double[] values = new double[ColumnCount];
        for (int row = 0; row < logOdds.Length; row++)
        {
            Evaluate(columns, row, scratch, values);
            logOdds[row] = Add(logOdds[row], values, weights);
        }
    }

    /// <inheritdoc/>
    public override double AddMean(double logOdds, double[] weights) => Add(logOdds, _means, weights);

    /// <inheritdoc/>
    public override void FillContributions(IReadOnlyList<Column> columns, int start, double[] centred, Span<double> contributions)
    {
        double[] scratch = new double[_factors.Length + _widest];
        double[] values = new double[ColumnCount];
        for (int row = 0; row < contributions.Length; row++)
        {
            Evaluate(columns, start + row, scratch, values);
            double sum = 0;
            for (int place = 0; place < values.Length; place++)
            {
                sum += centred[place] * (values[place] - _means[place]);
            }

            contributions[row] = sum;
        }
    }

    /// <inheritdoc/>
    public override double Deviation(TermWeights weights, bool[] isUnbounded)
    {
        if (isUnbounded.Contains(true))
        {
            return double.PositiveInfinity;
        }

        return HasCovariance ? Math.Sqrt(Math.Max(0, weights.Variance(one => PackedForm(one, _covariance)))) : double.NaN;
    }

    /// <summary>wᵀCw.</summary>
    /// <param name="weights">w.</param>
    /// <param name="packed">C, row by row up to the diagonal.</param>
    public static double PackedForm(ReadOnlySpan<double> weights, ReadOnlySpan<double> packed)
    {
        double sum = 0;
        for (int row = 0; row < weights.Length; row++)
        {
            for (int column = 0; column < row; column++)
            {
                sum += 2 * weights[row] * weights[column] * packed[Packed(row, column)];
            }

            sum += weights[row] * weights[row] * packed[Packed(row, row)];
        }

        return sum;
    }

    /// <summary>The number of entries of <see cref="Covariance"/> for some numbers.</summary>
    /// <param name="width">The number of numbers.</param>
    public static int CovarianceCount(int width) => width <= MostCorrelated ? Packed(width, 0) : width;

    /// <summary>The position of a covariance, the column at most the row.</summary>
    public static int Packed(int row, int column) => (row * (row + 1) / 2) + column;

    private static double Add(double logOdds, ReadOnlySpan<double> values, double[] weights)
    {
        for (int place = 0; place < weights.Length; place++)
        {
            logOdds += weights[place] * values[place];
        }

        return logOdds;
    }

    // The first numbers of the scratch are the cells.
    private void Evaluate(IReadOnlyList<Column> columns, int row, Span<double> scratch, Span<double> values)
    {
        if (_factors.Length == 1)
        {
            _factors[0].Evaluate(_factors[0].Cells.ReadCell(columns, row), values);
            return;
        }

        ReadCells(columns, row, scratch);
        NumbersFactor.Evaluate(_factors, scratch[.._factors.Length], scratch[_factors.Length..], values);
    }

    private void Evaluate(ReadOnlySpan<double> row, Span<double> scratch, Span<double> values)
    {
        if (_factors.Length == 1)
        {
            _factors[0].Evaluate(_factors[0].Cells.ReadCell(row), values);
            return;
        }

        ReadCells(row, scratch);
        NumbersFactor.Evaluate(_factors, scratch[.._factors.Length], scratch[_factors.Length..], values);
    }

    private void Standardise(Span<double> column, int place) =>
        ColumnKernels.Standardise(column, _means[place], Parameters[place].Scale, imputed: 0);

    /// <inheritdoc/>
    public override IReadOnlyList<TermColumn> Write(EquationBuilder builder) =>
        [.. NumbersFactor.Write(_factors, builder).Select((number, place) => new TermColumn(place, null, number))];
}
