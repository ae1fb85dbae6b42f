using System.Globalization;
using LogReg.Data;

namespace LogReg.Estimation;

/// <summary>The running sums of numeric columns, to recognise rows that hold them: of all rows so far, and of those below the last such
/// row.</summary>
/// <param name="columns">The positions of the columns.</param>
internal sealed class TotalSums(int[] columns)
{
    // Two small numbers are the sum of two others by chance.
    private const long FewestRows = 3;

    // Sums of doubles in another order, as a share of the sum of sizes.
    private const double Rounding = 1e-12;

    private readonly Sum[] _all = new Sum[columns.Length];
    private readonly Sum[] _block = new Sum[columns.Length];

    /// <summary>Adds rows.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="from">The first of them.</param>
    /// <param name="to">The first that is none of them.</param>
    public void Add(TableChunk chunk, int from, int to)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            foreach (double value in ((NumericColumn)chunk.Columns[columns[i]]).Values[from..to])
            {
                if (!double.IsNaN(value))
                {
                    _all[i].Add(value);
                    _block[i].Add(value);
                }
            }
        }
    }

    /// <summary>Begins a block of rows below a line of totals, which is no row.</summary>
    public void BeginBlock() => Array.Clear(_block);

    /// <summary>Finds out whether a row holds the sums, or sums and means, of the rows above it.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="row">The row.</param>
    /// <returns>The position of a column with the sum; −1 if some number of the row is neither sum nor mean, or no sum is larger than every
    /// number above it.</returns>
    public int SumIn(TableChunk chunk, int row)
    {
        int ofAll = SumIn(chunk, row, _all);
        return ofAll >= 0 ? ofAll : SumIn(chunk, row, _block);
    }

    private int SumIn(TableChunk chunk, int row, Sum[] sums)
    {
        int found = -1;
        for (int i = 0; i < columns.Length; i++)
        {
            double value = ((NumericColumn)chunk.Columns[columns[i]]).Values[row];
            if (double.IsNaN(value))
            {
                continue;
            }

            double error = (0.5 * Unit(value)) + (Rounding * sums[i].Sizes);
            bool isSum = sums[i].Count >= FewestRows && Math.Abs(value - sums[i].Total) <= error;
            if (!isSum && !(sums[i].Count > 0 && Math.Abs(value - (sums[i].Total / sums[i].Count)) <= error))
            {
                return -1;
            }

            found = found < 0 && isSum && Math.Abs(value) > sums[i].Largest ? columns[i] : found;
        }

        return found;
    }

    // The unit of the last digit of a number: 0.01 of 12.25, 1 of a whole number.
    private static double Unit(double value)
    {
        string text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        int point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 || text.Contains('E', StringComparison.Ordinal)
            ? 0
            : double.Parse($"1E-{text.Length - point - 1}", CultureInfo.InvariantCulture);
    }

    private record struct Sum(double Total, double Sizes, double Largest, long Count)
    {
        public void Add(double value)
        {
            Total += value;
            Sizes += Math.Abs(value);
            Largest = Math.Max(Largest, Math.Abs(value));
            Count++;
        }
    }
}
