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
    /// <summary>The cells of a feature, row by row.</summary>
    /// <param name="cells">The feature.</param>
    public IEnumerable<TrainingCell> Of(FeatureCells cells)
    {
        int column = tableColumns[cells.Place];
        int place = 0;
        double[] coded = cells.CodedCells(table.Chunks[0].Columns[column]);
        for (int chunk = 0; chunk < table.Chunks.Count; chunk++)
        {
            Column own = table.Chunks[chunk].Columns[column];
            for (int index = 0; index < selection.Counts[chunk]; index++)
            {
                int row = selection.TakesAll(chunk) ? index : selection.Rows(chunk)[index];
                double cell = own is NumericColumn numbers
                    ? numbers.Values[row]
                    : coded[Math.Max(((CategoricalColumn)own).Codes[row], CategoricalColumn.Missing) + 1];
                yield return new TrainingCell(table.Chunks[chunk].FirstRow + row, cell, weights?[place++] ?? 1);
            }
        }
    }

    /// <summary>The cells of several features, row by row, in an array that is used again.</summary>
    /// <param name="features">The features.</param>
    public IEnumerable<WeightedCells> Rows(IReadOnlyList<FeatureCells> features)
    {
        double[] cells = new double[features.Count];
        IEnumerator<TrainingCell>[] columns = [.. features.Select(feature => Of(feature).GetEnumerator())];
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
        var values = new List<double>(selection.Count);
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
