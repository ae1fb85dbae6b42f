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

    // A whole number may be a rounded sum or mean, but 1 is hardly one of 1.4.
    private const double LargestRounding = 0.025;

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

    /// <summary>Writes the sums, for a process that goes on with the rows that follow.</summary>
    /// <param name="writer">Takes them.</param>
    public void Write(BinaryWriter writer)
    {
        foreach ((double total, double sizes, double largest, long count) in _all.Concat(_block))
        {
            writer.Write(total);
            writer.Write(sizes);
            writer.Write(largest);
            writer.Write(count);
        }
    }

    /// <summary>Reads sums of the same columns in place of these.</summary>
    /// <param name="reader">Gives them.</param>
    public void Read(BinaryReader reader)
    {
        foreach (Sum[] sums in new[] { _all, _block })
        {
            for (int i = 0; i < sums.Length; i++)
            {
                sums[i] = new Sum(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadInt64());
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

    /// <summary>Finds out whether a row holds the means of the rows above it.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="row">The row.</param>
    /// <returns>The position of a column with the mean; −1 if some number of the row is no mean, or there is none.</returns>
    public int MeanIn(TableChunk chunk, int row)
    {
        int found = -1;
        for (int i = 0; i < columns.Length; i++)
        {
            double value = ((NumericColumn)chunk.Columns[columns[i]]).Values[row];
            if (!double.IsNaN(value))
            {
                if (_all[i].Count < FewestRows || !IsRounded(value, _all[i].Total / _all[i].Count, _all[i]))
                {
                    return -1;
                }

                found = found < 0 ? columns[i] : found;
            }
        }

        return found;
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

            bool isSum = sums[i].Count >= FewestRows && IsRounded(value, sums[i].Total, sums[i]);
            if (!isSum && !(sums[i].Count > 0 && IsRounded(value, sums[i].Total / sums[i].Count, sums[i])))
            {
                return -1;
            }

            found = found < 0 && isSum && Math.Abs(value) > sums[i].Largest ? columns[i] : found;
        }

        return found;
    }

    // Whether a number is another one to the digits that it shows.
    private static bool IsRounded(double value, double exact, Sum sum)
    {
        double unit = Unit(value);
        double half = unit > 0 ? 0.5 * unit
            : value == Math.Floor(value) ? Math.Min(0.5, LargestRounding * Math.Abs(exact))
            : 0;
        return Math.Abs(value - exact) <= half + (Rounding * sum.Sizes);
    }

    // The unit of the last digit of a number: 0.01 of 12.25, 0 of a whole number, which may have been rounded or not.
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
