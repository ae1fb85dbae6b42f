using LogReg.Data;

namespace LogReg.Estimation;

/// <summary>Counts the rows of a stream, window by window: how many take part, of which classes, and how many do not.</summary>
internal sealed class StreamCounts
{
    private readonly Dictionary<string, (long Rows, double Weight)> _classes = [];

    /// <summary>The training rows of each class, and the sum of their weights.</summary>
    public IReadOnlyDictionary<string, (long Rows, double Weight)> Classes => _classes;

    /// <summary>The number of rows read.</summary>
    public long RowsRead { get; private set; }

    /// <summary>The number of training rows.</summary>
    public long Training { get; private set; }

    /// <summary>The number of rows without a target.</summary>
    public long WithoutTarget { get; private set; }

    /// <summary>The number of rows left out for a missing cell.</summary>
    public long WithMissingCells { get; private set; }

    /// <summary>The number of rows left out for a weight of 0.</summary>
    public long OfWeightZero { get; private set; }

    /// <summary>Adds a window.</summary>
    /// <param name="table">Its columns.</param>
    /// <param name="rows">What its rows are.</param>
    /// <returns>The rows that train.</returns>
    public RowSet Add(Table table, LabelledRows rows)
    {
        RowsRead += table.RowCount;
        WithoutTarget += rows.WithoutTarget;
        WithMissingCells += rows.WithMissingCells;
        OfWeightZero += rows.OfWeightZero;
        int[] codes = rows.Labels.Codes;
        for (int row = 0; row < codes.Length; row++)
        {
            if (codes[row] >= 0)
            {
                string label = rows.Labels.Classes[codes[row]];
                (long number, double weight) = _classes.GetValueOrDefault(label);
                _classes[label] = (number + 1, weight + (rows.Weights?[row] ?? 1));
            }
        }

        RowSet taken = TrainingRows.Take(table, codes, rows.Weights, null, Array.ConvertAll(codes, code => code >= 0));
        Training += taken.Selection.TotalCount;
        return taken;
    }
}
