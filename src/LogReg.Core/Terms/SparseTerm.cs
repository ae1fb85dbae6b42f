using System.Runtime.CompilerServices;
using LogReg.Data;
using LogReg.Design;
using LogReg.Equations;
using LogReg.Storage;

namespace LogReg.Terms;

/// <summary>
/// Numbers that are 0 in most rows, each with a coefficient: the vectors of a file, or the words of a text. Only what is not 0 is stored;
/// columns are divided by their scale, but not centred, for that would fill them.
/// </summary>
internal sealed class SparseTerm : Term
{
    private readonly SparseCells _cells;
    private readonly double[] _scales;
    private Dictionary<string, int>? _places;

    // A chunk that is scored is read once for all classes, and once more for explanations.
    private readonly ConditionalWeakTable<Column, SparseRows> _encoded = [];

    /// <param name="name">The name of the term.</param>
    /// <param name="cells">The cells of the feature.</param>
    /// <param name="encoder">What is made of them.</param>
    /// <param name="moments">The moments of the columns.</param>
    public SparseTerm(string name, SparseCells cells, SparseEncoder encoder, SparseMoments moments)
        : base(name, [cells.Place])
    {
        _cells = cells;
        Encoder = encoder;
        Moments = moments;
        _scales =
        [
            .. moments.StandardDeviations.Select(deviation => moments.IsStandardised && deviation > 0 ? deviation : 1),
        ];
        Parameters =
        [
            .. encoder.Names(cells.Feature.Name).Select((own, place) => new TermParameter(
                place,
                new CoefficientDescription(own, cells.Feature as VectorFeature)
                {
                    Term = cells.Feature is VectorFeature ? null : name,
                    StandardDeviation = moments.StandardDeviations[place],
                    IsSparse = true,
                },
                Mean: 0,
                _scales[place])),
        ];
    }

    /// <summary>What is made of the cells.</summary>
    public SparseEncoder Encoder { get; }

    /// <summary>The moments of the columns over the training rows.</summary>
    public SparseMoments Moments { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<TermParameter> Parameters { get; }

    /// <inheritdoc/>
    public override int ColumnCount => Parameters.Count;

    /// <inheritdoc/>
    public override int WeightCount => Parameters.Count;

    /// <inheritdoc/>
    public override bool IsDense => false;

    // A block is filled for standard errors only, and these are for few columns.
    /// <inheritdoc/>
    public override int NumberCount => ColumnCount;

    /// <inheritdoc/>
    public override string? LinearIn(TermParameter parameter, int feature) => null;

    /// <inheritdoc/>
    public override void Encode(ChunkEncoding chunk, int firstColumn)
    {
        SparseRows rows = Encoder.Encode(chunk.ColumnOf(_cells.Place));
        SparseEntries byRow = ByRow(chunk, rows);
        SparseEntries byColumn = Transpose(chunk, byRow);
        chunk.Add(ColumnCount > RowBlock.Capacity
            ? new WideSparseGroup(firstColumn, byColumn, byRow)
            : new SparseGroup(firstColumn, chunk.RowCount, byColumn.Starts, byColumn.Places, byColumn.Values));
    }

    /// <inheritdoc/>
    public override void Fill(IReadOnlyList<Column> columns, int start, int count, TermBlockColumns target)
    {
        SparseRows rows = RowsOf(columns);
        foreach (double[] column in target.Dense)
        {
            column.AsSpan(0, count).Clear();
        }

        for (int row = 0; row < count; row++)
        {
            ReadOnlySpan<int> places = rows.Places(start + row);
            ReadOnlySpan<double> values = rows.Values(start + row);
            for (int entry = 0; entry < places.Length; entry++)
            {
                target.Dense[places[entry]][row] = values[entry] / _scales[places[entry]];
            }
        }
    }

    /// <inheritdoc/>
    public override void Fill(ReadOnlySpan<double> row, TermBlockColumns target)
    {
        _cells.ReadCell(row);
        foreach (double[] column in target.Dense)
        {
            column[0] = 0;
        }
    }

    /// <inheritdoc/>
    public override ColumnGroup GroupOf(TermBlockColumns columns, int firstColumn, int count, bool isAbsolute)
    {
        int[] starts = new int[ColumnCount + 1];
        var rows = new List<int>();
        var values = new List<double>();
        for (int column = 0; column < ColumnCount; column++)
        {
            for (int row = 0; row < count; row++)
            {
                double value = columns.Dense[column][row];
                if (value != 0)
                {
                    rows.Add(row);
                    values.Add(isAbsolute ? Math.Abs(value) : value);
                }
            }

            starts[column + 1] = rows.Count;
        }

        return new SparseGroup(firstColumn, count, starts, rows.ToArray(), values.ToArray());
    }

    /// <inheritdoc/>
    public override double AddLogOdds(double logOdds, ReadOnlySpan<double> row, double[] weights)
    {
        _cells.ReadCell(row);
        return logOdds;
    }

    /// <inheritdoc/>
    public override void AddLogOdds(IReadOnlyList<Column> columns, double[] weights, Span<double> logOdds)
    {
        SparseRows rows = RowsOf(columns);
        for (int row = 0; row < logOdds.Length; row++)
        {
            logOdds[row] += Sum(rows, row, weights);
        }
    }

    /// <inheritdoc/>
    public override IReadOnlyList<TermColumn> Write(EquationBuilder builder) => throw new LogRegException(
        $"the term {MessageText.Quote(Name)} reads {(_cells.Feature is VectorFeature ? "vectors" : "the words of texts")}, which cannot be "
            + "written out as an equation",
        "use the model with the library, the command or the server; a model card can be exported");

    /// <inheritdoc/>
    public override double AddMean(double logOdds, double[] weights) => logOdds + Mean(weights);

    /// <inheritdoc/>
    public override double[] Centre(double[] weights) => [.. weights, Mean(weights)];

    /// <inheritdoc/>
    public override void FillContributions(IReadOnlyList<Column> columns, int start, double[] centred, Span<double> contributions)
    {
        SparseRows rows = RowsOf(columns);
        for (int row = 0; row < contributions.Length; row++)
        {
            contributions[row] = Sum(rows, start + row, centred) - centred[^1];
        }
    }

    /// <summary>NaN: the columns are correlated, so that the fit computes the deviation from the rows.</summary>
    /// <param name="weights">The weights of the term.</param>
    /// <param name="isUnbounded">For each weight whether it has no finite estimate.</param>
    public override double Deviation(TermWeights weights, bool[] isUnbounded) => double.NaN;

    /// <inheritdoc/>
    public override double? WeightOf(TermParameter parameter, double[] weights) =>
        (_places ??= Parameters.ToDictionary(own => own.Name, own => own.Place)).TryGetValue(parameter.Name, out int place)
            ? weights[place]
            : null;

    /// <summary>The number of entries of a chunk whose column training did not see.</summary>
    /// <param name="columns">The columns of the features, in their order.</param>
    public long CountUnseenEntries(IReadOnlyList<Column> columns) => RowsOf(columns).UnseenCount;

    private SparseEntries ByRow(ChunkEncoding chunk, SparseRows rows)
    {
        int[] starts = new int[chunk.RowCount + 1];
        for (int index = 0; index < chunk.RowCount; index++)
        {
            starts[index + 1] = starts[index] + rows.Places(chunk.RowOf(index)).Length;
        }

        ColumnValues<int> places = chunk.Allocate<int>(starts[^1]);
        ColumnValues<double> values = chunk.Allocate<double>(starts[^1]);
        for (int index = 0; index < chunk.RowCount; index++)
        {
            int count = starts[index + 1] - starts[index];
            ReadOnlySpan<int> own = rows.Places(chunk.RowOf(index));
            own.CopyTo(places.AsSpan(starts[index], count));
            ReadOnlySpan<double> numbers = rows.Values(chunk.RowOf(index));
            Span<double> scaled = values.AsSpan(starts[index], count);
            for (int entry = 0; entry < count; entry++)
            {
                scaled[entry] = numbers[entry] / _scales[own[entry]];
            }
        }

        return new SparseEntries(starts, places, values);
    }

    private SparseEntries Transpose(ChunkEncoding chunk, SparseEntries byRow)
    {
        int[] starts = new int[ColumnCount + 1];
        ReadOnlySpan<int> columns = byRow.Places.AsSpan();
        ReadOnlySpan<double> values = byRow.Values.AsSpan();
        foreach (int column in columns)
        {
            starts[column + 1]++;
        }

        for (int column = 0; column < ColumnCount; column++)
        {
            starts[column + 1] += starts[column];
        }

        ColumnValues<int> rows = chunk.Allocate<int>(starts[^1]);
        ColumnValues<double> transposed = chunk.Allocate<double>(starts[^1]);
        Span<int> rowSpan = rows.AsSpan();
        Span<double> valueSpan = transposed.AsSpan();
        int[] next = [.. starts];
        for (int row = 0; row < chunk.RowCount; row++)
        {
            for (int entry = byRow.Starts[row]; entry < byRow.Starts[row + 1]; entry++)
            {
                int target = next[columns[entry]]++;
                rowSpan[target] = row;
                valueSpan[target] = values[entry];
            }
        }

        return new SparseEntries(starts, rows, transposed);
    }

    private SparseRows RowsOf(IReadOnlyList<Column> columns) => _encoded.GetValue(columns[_cells.Place], Encoder.Encode);

    private static double Sum(SparseRows rows, int row, double[] weights)
    {
        ReadOnlySpan<int> places = rows.Places(row);
        ReadOnlySpan<double> values = rows.Values(row);
        double sum = 0;
        for (int entry = 0; entry < places.Length; entry++)
        {
            sum += weights[places[entry]] * values[entry];
        }

        return sum;
    }

    private double Mean(double[] weights)
    {
        double mean = 0;
        for (int place = 0; place < ColumnCount; place++)
        {
            mean += weights[place] * Moments.Means[place];
        }

        return mean;
    }
}
