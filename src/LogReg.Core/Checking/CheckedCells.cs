using LogReg.Data;
using LogReg.Numerics;

namespace LogReg.Checking;

/// <summary>What the checks look at of every feature: its cells in the sample, and the range of its numbers or the rows of its levels over
/// all training rows.</summary>
internal sealed record CheckedCells
{
    /// <summary>The sample's numbers; NaN where a cell is missing. <see langword="null"/> unless the feature is numeric.</summary>
    public double[]? Numbers { get; init; }

    /// <summary>The range of all numbers.</summary>
    public NumberRange Range { get; init; }

    /// <summary>The sample's codes; <see langword="null"/> unless the feature is categorical.</summary>
    public int[]? Codes { get; init; }

    /// <summary>The rows of all levels.</summary>
    public LevelClassCounts? Counts { get; init; }

    /// <summary>Reads the cells of a feature of a table whose cells are all here.</summary>
    /// <param name="input">What to check.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="feature">The position of the feature.</param>
    public static CheckedCells Of(CheckInput input, RowSample sample, int feature) => OwnOf(input, sample, feature, out _);

    /// <summary>Reads the cells of all features of a table whose rows several processes share; each gets those of all rows.</summary>
    /// <param name="input">What to check.</param>
    /// <param name="sample">The sample.</param>
    public static CheckedCells[] OfShared(CheckInput input, RowSample sample)
    {
        var cells = new CheckedCells[input.Features.TableColumns.Count];
        var own = new ColumnRange[cells.Length];
        Parallel.For(
            0,
            cells.Length,
            new ParallelOptions { MaxDegreeOfParallelism = input.Threads },
            feature => cells[feature] = OwnOf(input, sample, feature, out own[feature]));

        // The ends of all features of each process, one process after the other.
        double[] ends = input.Table.Gather([.. own.SelectMany(range => new[] { range.Minimum, range.Maximum })]);
        for (int feature = 0; feature < cells.Length; feature++)
        {
            if (cells[feature].Numbers is double[] numbers)
            {
                double[] all = new double[ends.Length / cells.Length];
                for (int place = 0; place < all.Length; place++)
                {
                    all[place] = ends[(place / 2 * 2 * cells.Length) + (2 * feature) + (place % 2)];
                }

                cells[feature] = cells[feature] with { Numbers = sample.Complete(numbers), Range = SelectedCells.RangeOf(all) };
            }
            else if (cells[feature].Codes is int[] codes)
            {
                cells[feature] = cells[feature] with { Codes = sample.Complete(codes) };
                cells[feature].Counts!.Complete(input.Table);
            }
        }

        return cells;
    }

    private static CheckedCells OwnOf(CheckInput input, RowSample sample, int feature, out ColumnRange range)
    {
        int column = input.Features.TableColumns[feature];
        range = ColumnRange.Empty;
        switch (input.Table.Columns[column].Kind)
        {
            case ColumnKind.Vector:
                return new CheckedCells();
            case ColumnKind.Numeric:
                range = SelectedCells.OwnRange(input.Table, column, input.Selection);
                return new CheckedCells
                {
                    Numbers = sample.Numbers(column),
                    Range = SelectedCells.RangeOf([range.Minimum, range.Maximum]),
                };
            default:
                return new CheckedCells
                {
                    Codes = sample.Codes(column),
                    Counts = LevelClassCounts.OfOwn(input.Table, column, input.Selection, input.Classes, input.ClassCount),
                };
        }
    }
}
