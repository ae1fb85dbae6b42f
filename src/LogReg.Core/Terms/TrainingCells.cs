using LogReg.Data;
using LogReg.Numerics;

namespace LogReg.Terms;

/// <summary>The cells of the training rows, as terms read them.</summary>
/// <param name="table">The data.</param>
/// <param name="tableColumns">For each feature the position of its column in the table.</param>
/// <param name="selection">The training rows.</param>
/// <param name="weights">A weight for each of them, or <see langword="null"/>.</param>
internal sealed class TrainingCells(Table table, IReadOnlyList<int> tableColumns, RowSelection selection, double[]? weights)
{
    private readonly Dictionary<int, double[]> _complete = [];

    // Of all rows: their numbers in the table and their weights.
    private long[]? _rows;
    private double[]? _weights;

    /// <summary>Fits a term of words.</summary>
    /// <param name="name">The term as a formula writes it.</param>
    /// <param name="cells">The cells of the text.</param>
    /// <param name="options">What the formula asks for.</param>
    /// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
    /// <exception cref="DataException">No word is in enough rows.</exception>
    public SparseTerm FitWords(string name, SparseCells cells, TextOptions options, string? source)
    {
        int column = tableColumns[cells.Place];
        LevelTable words = ((VectorColumn)table.Chunks[0].Columns[column]).Words!;
        return new TextTermFitter(new TrainingVectors(table, selection, weights), column, words).Fit(name, cells, options, source);
    }

    /// <summary>The cells of a feature, row by row.</summary>
    /// <param name="cells">The feature.</param>
    public IEnumerable<TrainingCell> Of(FeatureCells cells) => table.Shares is null ? OfWhole(cells) : OfShared(cells, [cells]);

    // The cells of all rows, which are a number each. They are kept while features that are read together need them.
    private IEnumerable<TrainingCell> OfShared(FeatureCells cells, IReadOnlyList<FeatureCells> together)
    {
        foreach (int other in _complete.Keys.Except(together.Select(feature => feature.Place)).ToArray())
        {
            _complete.Remove(other);
        }

        if (!_complete.TryGetValue(cells.Place, out double[]? values))
        {
            values = _complete[cells.Place] = Complete(cells);
        }

        return Enumerate(values);
    }

    private double[] Complete(FeatureCells cells)
    {
        int column = tableColumns[cells.Place];
        double[] coded = cells.CodedCells(table.Chunks[0].Columns[column]);
        return selection.Parts.All(table.Values<double>(
            (chunk, values) =>
            {
                Column own = table.Chunks[chunk].Columns[column];
                for (int index = 0; index < values.Length; index++)
                {
                    values[index] = CellOf(own, selection.TakesAll(chunk) ? index : selection.Rows(chunk)[index], coded);
                }
            },
            selection.Parts));
    }

    private IEnumerable<TrainingCell> Enumerate(double[] values)
    {
        _rows ??= selection.Parts.All(table.Values<long>(
            (chunk, rows) =>
            {
                for (int index = 0; index < rows.Length; index++)
                {
                    rows[index] = table.Chunks[chunk].FirstRow + (selection.TakesAll(chunk) ? index : selection.Rows(chunk)[index]);
                }
            },
            selection.Parts));
        _weights ??= weights is null ? null : selection.Parts.All(weights);
        for (int place = 0; place < values.Length; place++)
        {
            yield return new TrainingCell(_rows[place], values[place], _weights?[place] ?? 1);
        }
    }

    private static double CellOf(Column column, int row, double[] coded) => column is NumericColumn numbers
        ? numbers.Values[row]
        : coded[Math.Max(((CategoricalColumn)column).Codes[row], CategoricalColumn.Missing) + 1];

    private IEnumerable<TrainingCell> OfWhole(FeatureCells cells)
    {
        int column = tableColumns[cells.Place];
        int place = 0;
        double[] coded = cells.CodedCells(table.Chunks[0].Columns[column]);
        for (int chunk = 0; chunk < table.Chunks.Count; chunk++)
        {
            Column own = table.Chunks[chunk].Columns[column];
            for (int index = 0; index < selection.Parts[chunk].Count; index++)
            {
                int row = selection.TakesAll(chunk) ? index : selection.Rows(chunk)[index];
                yield return new TrainingCell(
                    table.Chunks[chunk].FirstRow + row, CellOf(own, row, coded), weights?[place++] ?? 1);
            }
        }
    }

    /// <summary>The cells of several features, row by row, in an array that is used again.</summary>
    /// <param name="features">The features.</param>
    public IEnumerable<WeightedCells> Rows(IReadOnlyList<FeatureCells> features)
    {
        double[] cells = new double[features.Count];
        IEnumerator<TrainingCell>[] columns =
        [
            .. features.Select(
                feature => (table.Shares is null ? OfWhole(feature) : OfShared(feature, features)).GetEnumerator()),
        ];
        while (columns[0].MoveNext())
        {
            cells[0] = columns[0].Current.Cell;
            for (int feature = 1; feature < columns.Length; feature++)
            {
                columns[feature].MoveNext();
                cells[feature] = columns[feature].Current.Cell;
            }

            yield return new WeightedCells(cells, columns[0].Current.Weight);
        }
    }

    /// <summary>The numbers of a factor with a single number, in the rows that are not missing and have a weight.</summary>
    /// <param name="factor">The factor.</param>
    public WeightedNumbers Numbers(NumberFactor factor)
    {
        var values = new List<double>(selection.Parts.Count);
        var rowWeights = new List<double>();
        double[] number = new double[1];
        foreach ((_, double cell, double weight) in Of(factor.Cells))
        {
            if (!double.IsNaN(cell) && weight > 0)
            {
                factor.Evaluate(cell, number);
                values.Add(number[0]);
                if (weights is not null)
                {
                    rowWeights.Add(weight);
                }
            }
        }

        return new WeightedNumbers([.. values], [.. rowWeights]);
    }

    /// <summary>A numeric feature with its quantiles.</summary>
    /// <param name="feature">The feature.</param>
    /// <param name="place">Its position among the features.</param>
    public NumericFeature WithQuantiles(NumericFeature feature, int place)
    {
        WeightedNumbers numbers = Numbers(new NumberFactor(feature.CreateCells(place), [], feature.Name)).Sorted();
        const int Last = NumericFeature.QuantileCount - 1;
        return numbers.Values.Length == 0 ? feature : feature with
        {
            Quantiles = WeightedQuantiles.Of(
                numbers.Values, numbers.Weights, [.. Enumerable.Range(0, Last + 1).Select(step => (double)step / Last)]),
        };
    }
}

/// <summary>The cell of a feature in a row of the table, with the weight of the row.</summary>
internal readonly record struct TrainingCell(long Row, double Cell, double Weight);

/// <summary>The cells of a row and its weight.</summary>
internal readonly record struct WeightedCells(double[] Cells, double Weight);
