using LogReg.Data;
using LogReg.Design;
using LogReg.Equations;
using LogReg.Storage;

namespace LogReg.Terms;

/// <summary>
/// Levels, or numbers by level: a coefficient for each combination of the factors' levels that has training rows, or for each such
/// combination and number. A row has one combination, so that the indicators are never expanded: they are one column of codes, and numbers
/// by level are stored once.
/// </summary>
internal sealed class LevelTerm : FactorTerm
{
    private readonly LevelEntries _entries;
    private readonly int[] _columns;
    private readonly double[] _means;
    private readonly double[] _squares;
    private readonly double[] _scales;
    private readonly int _width;
    private readonly int _widest;

    /// <param name="name">The term as a formula writes it.</param>
    /// <param name="factors">The factors, at least one of which is a level.</param>
    /// <param name="combinations">The combinations of the levels that have coefficients, as <see cref="LevelCombinations"/> numbers
    /// them.</param>
    /// <param name="means">For each combination the (weighted) mean over all training rows of each number times the indicator of the
    /// combination: of levels alone its proportion.</param>
    /// <param name="squares">Where there are numbers, for each combination the means of the products of two of them times the indicator,
    /// row by row up to the diagonal; of levels alone empty.</param>
    public LevelTerm(
        string name,
        IReadOnlyList<TermFactor> factors,
        IReadOnlyList<int> combinations,
        IReadOnlyList<double> means,
        IReadOnlyList<double> squares)
        : base(name, factors)
    {
        _entries = new LevelEntries(factors, combinations);
        _columns = _entries.Columns;
        _width = _entries.Width;
        _widest = HasNumbers ? _entries.Numbers.Max(factor => factor.Names.Count) : 0;
        _means = [.. means];
        _squares = [.. squares];
        _scales = [.. Enumerable.Range(0, _means.Length).Select(ScaleOf)];
        var parameters = new TermParameter[_means.Length];
        for (int entry = 0; entry < parameters.Length; entry++)
        {
            parameters[_columns[entry]] = ParameterOf(entry);
        }

        Parameters = parameters;
    }

    /// <summary>The combinations that have coefficients.</summary>
    public IReadOnlyList<int> Combinations => _entries.Combinations.Numbers;

    /// <summary>For each combination the mean of each number times the indicator of the combination.</summary>
    public IReadOnlyList<double> Means => _means;

    /// <summary>For each combination the means of the products of two numbers times the indicator.</summary>
    public IReadOnlyList<double> Squares => _squares;

    /// <inheritdoc/>
    public override IReadOnlyList<TermParameter> Parameters { get; }

    /// <inheritdoc/>
    public override long AbsentCount =>
        Math.Max(0, _entries.PossibleCount - _entries.Combinations.Numbers.Count);

    /// <inheritdoc/>
    public override IEnumerable<string> AbsentNames => _entries.AbsentNames;

    /// <inheritdoc/>
    public override int ColumnCount => HasNumbers ? Parameters.Count : Parameters.Count + 1;

    /// <inheritdoc/>
    public override int WeightCount => ColumnCount;

    /// <inheritdoc/>
    public override bool IsDense => false;

    /// <inheritdoc/>
    public override int NumberCount => HasNumbers ? _width : 0;

    private bool HasNumbers => _entries.Numbers.Length > 0;

    private int SquareCount => _width * (_width + 1) / 2;

    /// <inheritdoc/>
    public override string? LinearIn(TermParameter parameter, int feature) => _entries.Levels.Any(levels => levels.Cells.Place == feature)
        ? null
        : NumbersFactor.LinearIn(_entries.Numbers, Array.IndexOf(_columns, parameter.Place) % _width, feature);

    /// <inheritdoc/>
    public override bool Covers(ReadOnlySpan<double> row)
    {
        double[] cells = new double[_entries.Levels.Length];
        for (int factor = 0; factor < cells.Length; factor++)
        {
            cells[factor] = _entries.Levels[factor].Cells.ReadCell(row);
        }

        return LevelCombinations.NumberOf(_entries.Levels, cells) < 0 || _entries.Combinations.PlaceOf(cells) >= 0;
    }

    /// <inheritdoc/>
    public override void Encode(ChunkEncoding chunk, int firstColumn)
    {
        ColumnValues<int> places = chunk.Allocate<int>(chunk.RowCount);
        double[][] numbers = [.. Enumerable.Range(0, NumberCount).Select(_ => new double[chunk.RowCount])];
        double[] scratch = new double[Factors.Count + _widest];
        double[] values = new double[_width];
        for (int row = 0; row < chunk.RowCount; row++)
        {
            ReadCells(chunk, row, scratch);
            int place = Evaluate(scratch, values);
            Put(place, values, places.AsSpan(), numbers, row);
        }

        chunk.Add(HasNumbers
            ? ByLevel(firstColumn, places.AsSpan(), numbers, isAbsolute: false, chunk.Allocate<int>, chunk.Allocate<double>)
            : new CategoricalGroup(firstColumn, ColumnCount, places));
    }

    /// <inheritdoc/>
    public override void Fill(IReadOnlyList<Column> columns, int start, int count, TermBlockColumns target)
    {
        double[] scratch = new double[Factors.Count + _widest];
        double[] values = new double[_width];
        for (int row = 0; row < count; row++)
        {
            ReadCells(columns, start + row, scratch);
            int place = Evaluate(scratch, values);
            Put(place, values, target.Codes, target.Dense, row);
        }
    }

    /// <inheritdoc/>
    public override void Fill(ReadOnlySpan<double> row, TermBlockColumns target)
    {
        double[] scratch = new double[Factors.Count + _widest];
        double[] values = new double[_width];
        ReadCells(row, scratch);
        int place = Evaluate(scratch, values);
        Put(place, values, target.Codes, target.Dense, 0);
    }

    /// <inheritdoc/>
    public override ColumnGroup GroupOf(TermBlockColumns columns, int firstColumn, int count, bool isAbsolute) => HasNumbers
        ? ByLevel(
            firstColumn, columns.Codes.AsSpan(0, count), columns.Dense, isAbsolute, length => new int[length], length => new double[length])
        : base.GroupOf(columns, firstColumn, count, isAbsolute);

    /// <inheritdoc/>
    public override double AddLogOdds(double logOdds, ReadOnlySpan<double> row, double[] weights)
    {
        const int Most = 64;
        int count = Factors.Count;
        int scratchSize = count + _widest;
        Span<double> scratch = scratchSize <= Most ? stackalloc double[scratchSize] : new double[scratchSize];
        Span<double> values = _width <= Most ? stackalloc double[_width] : new double[_width];
        ReadCells(row, scratch);
        return Add(logOdds, Evaluate(scratch, values), values, weights);
    }

    /// <inheritdoc/>
    public override void AddLogOdds(IReadOnlyList<Column> columns, double[] weights, Span<double> logOdds)
    {
        double[] scratch = new double[Factors.Count + _widest];
        double[] values = new double[_width];
        for (int row = 0; row < logOdds.Length; row++)
        {
            ReadCells(columns, row, scratch);
            int place = Evaluate(scratch, values);
            logOdds[row] = Add(logOdds[row], place, values, weights);
        }
    }

    /// <inheritdoc/>
    public override long CountUnseen(IReadOnlyList<Column> columns, int count)
    {
        LevelFactor[] levels = _entries.Levels;
        double[] cells = new double[Factors.Count];
        long unseen = 0;
        for (int row = 0; row < count; row++)
        {
            ReadCells(columns, row, cells);
            ReadOnlySpan<double> own = cells.AsSpan(0, levels.Length);
            unseen += LevelCombinations.NumberOf(levels, own) >= 0 && _entries.Combinations.PlaceOf(own) < 0 ? 1 : 0;
        }

        return unseen;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TermColumn> Write(EquationBuilder builder)
    {
        NumberExpression?[] numbers = HasNumbers ? [.. NumbersFactor.Write(_entries.Numbers, builder)] : [null];
        var columns = new TermColumn[_columns.Length];
        for (int place = 0; place < Combinations.Count; place++)
        {
            int[] levels = _entries.Combinations.LevelsOf(place);
            Condition[] conditions = [.. _entries.Levels.Zip(levels, (factor, level) => factor.ConditionOf([level], builder))];
            Condition when = conditions.Length == 1 ? conditions[0] : new AllCondition(conditions);
            for (int number = 0; number < _width; number++)
            {
                int column = _columns[(place * _width) + number];
                columns[column] = new TermColumn(column, when, numbers[number]);
            }
        }

        return columns;
    }

    /// <inheritdoc/>
    public override double AddMean(double logOdds, double[] weights) => logOdds + Mean(weights);

    /// <inheritdoc/>
    public override double[] Centre(double[] weights) => [.. weights, Mean(weights)];

    /// <inheritdoc/>
    public override void FillContributions(IReadOnlyList<Column> columns, int start, double[] centred, Span<double> contributions)
    {
        double[] scratch = new double[Factors.Count + _widest];
        double[] values = new double[_width];
        for (int row = 0; row < contributions.Length; row++)
        {
            ReadCells(columns, start + row, scratch);
            int place = Evaluate(scratch, values);
            contributions[row] = Add(0, place, values, centred) - centred[^1];
        }
    }

    /// <inheritdoc/>
    public override double Deviation(TermWeights weights, bool[] isUnbounded)
    {
        if (HasNumbers && isUnbounded.Contains(true))
        {
            return double.PositiveInfinity;
        }

        // Levels without a finite estimate are left out, unless no two others can be compared.
        double kept = 1 - Enumerable.Range(0, _means.Length).Sum(entry => isUnbounded[_columns[entry]] ? _means[entry] : 0);
        const double RoundingOfShares = 1e-12;
        double rest = HasNumbers ? 1 : 1 - _means.Sum();
        int comparable = (rest > RoundingOfShares ? 1 : 0) + _columns.Count(column => !isUnbounded[column]);
        return comparable < 2 && isUnbounded.Contains(true)
            ? double.PositiveInfinity
            : Math.Sqrt(Math.Max(0, weights.Variance(one => VarianceOf(one, isUnbounded, kept))));
    }

    private double VarianceOf(double[] weights, bool[] isLeftOut, double kept)
    {
        double mean = 0;
        double square = 0;
        double[] own = new double[_width];
        for (int place = 0; place < Combinations.Count; place++)
        {
            for (int number = 0; number < _width; number++)
            {
                int entry = (place * _width) + number;
                own[number] = isLeftOut[_columns[entry]] ? 0 : weights[_columns[entry]];
                mean += own[number] * _means[entry];
            }

            square += HasNumbers
                ? DerivedTerm.PackedForm(own, _squares.AsSpan(place * SquareCount, SquareCount))
                : own[0] * own[0] * _means[place];
        }

        mean /= kept;
        return (square / kept) - (mean * mean);
    }

    private double Mean(double[] weights)
    {
        double mean = 0;
        for (int entry = 0; entry < _means.Length; entry++)
        {
            mean += weights[_columns[entry]] * _means[entry];
        }

        return mean;
    }

    // The first numbers of the scratch are the cells, those of levels first.
    private int Evaluate(Span<double> scratch, Span<double> values)
    {
        int levels = _entries.Levels.Length;
        int count = Factors.Count;
        NumbersFactor.Evaluate(_entries.Numbers, scratch[levels..count], scratch[count..], values);
        return _entries.Combinations.PlaceOf(scratch[..levels]);
    }

    private void Put(int place, double[] values, Span<int> places, double[][] numbers, int row)
    {
        places[row] = HasNumbers ? place : place < 0 ? ColumnCount - 1 : _columns[place];
        for (int number = 0; number < numbers.Length; number++)
        {
            numbers[number][row] = values[number];
        }
    }

    private double Add(double logOdds, int place, ReadOnlySpan<double> values, double[] weights)
    {
        for (int number = 0; place >= 0 && number < _width; number++)
        {
            logOdds += weights[_columns[(place * _width) + number]] * values[number];
        }

        return logOdds;
    }

    private SparseGroup ByLevel(
        int firstColumn,
        ReadOnlySpan<int> places,
        double[][] numbers,
        bool isAbsolute,
        Func<int, ColumnValues<int>> allocateRows,
        Func<int, ColumnValues<double>> allocateValues)
    {
        int[] starts = new int[ColumnCount + 1];
        foreach (int place in places)
        {
            for (int number = 0; place >= 0 && number < _width; number++)
            {
                starts[_columns[(place * _width) + number] + 1]++;
            }
        }

        for (int column = 0; column < ColumnCount; column++)
        {
            starts[column + 1] += starts[column];
        }

        ColumnValues<int> rows = allocateRows(starts[^1]);
        ColumnValues<double> values = allocateValues(starts[^1]);
        Span<int> rowSpan = rows.AsSpan();
        Span<double> valueSpan = values.AsSpan();
        int[] next = [.. starts];
        for (int row = 0; row < places.Length; row++)
        {
            for (int number = 0; places[row] >= 0 && number < _width; number++)
            {
                int column = _columns[(places[row] * _width) + number];
                double value = numbers[number][row] / _scales[(places[row] * _width) + number];
                rowSpan[next[column]] = row;
                valueSpan[next[column]++] = isAbsolute ? Math.Abs(value) : value;
            }
        }

        return new SparseGroup(firstColumn, places.Length, starts, rows, values);
    }

    private TermParameter ParameterOf(int entry)
    {
        var description = new CoefficientDescription(_entries.NameOf(entry), null) { Term = Name };
        return new TermParameter(
            _columns[entry],
            HasNumbers ? description with { StandardDeviation = DeviationOf(entry) } : description with { Share = _means[entry] },
            Mean: 0,
            _scales[entry]);
    }

    private double ScaleOf(int entry) => HasNumbers && DeviationOf(entry) is double deviation and > 0 ? deviation : 1;

    private double DeviationOf(int entry)
    {
        (int place, int number) = Math.DivRem(entry, _width);
        double square = _squares[(place * SquareCount) + DerivedTerm.Packed(number, number)];
        return Math.Sqrt(Math.Max(0, square - (_means[entry] * _means[entry])));
    }
}
