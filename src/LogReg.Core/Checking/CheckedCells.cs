using LogReg.Collectives;
using LogReg.Data;
using LogReg.Numerics;

namespace LogReg.Checking;

/// <summary>What the checks look at of a feature: its cells in the sample; and of all training rows the range of its numbers and those
/// where it is missing, or the rows of its levels.</summary>
internal sealed record CheckedCells
{
    /// <summary>The sample's numbers; NaN where a cell is missing. <see langword="null"/> unless the feature is numeric.</summary>
    public double[]? Numbers { get; init; }

    /// <summary>The range of all numbers.</summary>
    public NumberRange Range { get; init; }

    /// <summary>How many rows of each class have no number; <see langword="null"/> unless there are two classes and such rows.</summary>
    public long[]? Missing { get; init; }

    /// <summary>The sample's codes; <see langword="null"/> unless the feature is categorical.</summary>
    public int[]? Codes { get; init; }

    /// <summary>The rows of all levels.</summary>
    public LevelClassCounts? Counts { get; init; }

    /// <summary>Reads the cells of a feature of a table whose cells are all here.</summary>
    /// <param name="input">What to check.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="feature">The position of the feature.</param>
    public static CheckedCells Of(CheckInput input, RowSample sample, int feature) => OwnOf(input, sample, feature, out _);

    /// <summary>Reads the cells of some features of a table whose rows several processes share. Each process knows what is so of all rows,
    /// but of the sample its own part alone.</summary>
    /// <param name="input">What to check.</param>
    /// <param name="sample">The sample.</param>
    /// <param name="first">The position of the first feature.</param>
    /// <param name="count">How many features follow one another.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static CheckedCells[] OfShared(CheckInput input, RowSample sample, int first, int count)
    {
        var cells = new CheckedCells[count];
        var own = new ColumnRange[count];
        Parallel.For(
            0,
            count,
            new ParallelOptions { MaxDegreeOfParallelism = input.Threads },
            place => cells[place] = OwnOf(input, sample, first + place, out own[place]));
        AddUp(input.Selection.Parts, cells);

        // The ends of all features of each process, one process after the other.
        double[] ends = input.Table.Rows.Gather([.. own.SelectMany(range => new[] { range.Minimum, range.Maximum })]);
        for (int place = 0; place < count; place++)
        {
            double[] all = new double[ends.Length / count];
            for (int end = 0; end < all.Length; end++)
            {
                all[end] = ends[(end / 2 * 2 * count) + (2 * place) + (end % 2)];
            }

            cells[place] = cells[place] with { Range = SelectedCells.RangeOf(all) };
        }

        return cells;
    }

    /// <summary>The sample's cells as numbers, for other processes; <see langword="null"/> of a feature of vectors.</summary>
    public double[]? ToNumbers() => Numbers ?? (Codes is null ? null : Array.ConvertAll(Codes, code => (double)code));

    /// <summary>The same feature with other cells in the sample.</summary>
    /// <param name="numbers">The cells, from <see cref="ToNumbers"/>.</param>
    public CheckedCells With(double[] numbers) => this with
    {
        Numbers = Numbers is null ? null : numbers,
        Codes = Codes is null ? null : Array.ConvertAll(numbers, number => (int)number),
    };

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
                    Missing = input.ClassCount == 2 && input.Features.MissingCells.ContainsKey(input.Table.Columns[column].Name)
                        ? OwnMissing(input, column)
                        : null,
                };
            default:
                return new CheckedCells
                {
                    Codes = sample.Codes(column),
                    Counts = LevelClassCounts.OfOwn(input.Table, column, input.Selection, input.Classes, input.ClassCount),
                };
        }
    }

    private static long[] OwnMissing(CheckInput input, int column)
    {
        long[] missing = new long[2];
        SelectedCells.VisitNumbers(input.Table, column, input.Selection, (cells, firstRow) =>
        {
            for (int index = 0; index < cells.Length; index++)
            {
                missing[input.Classes[firstRow + index]] += double.IsNaN(cells[index]) ? 1 : 0;
            }
        });
        return missing;
    }

    // The counts of all features in one message.
    private static void AddUp(RowParts rows, CheckedCells[] cells)
    {
        long[] counts = new long[cells.Sum(own => (own.Missing?.Length ?? 0) + (own.Counts?.Length ?? 0))];
        Span<long> next = counts;
        foreach (CheckedCells own in cells)
        {
            own.Missing?.CopyTo(next);
            next = next[(own.Missing?.Length ?? 0)..];
            own.Counts?.CopyTo(next);
            next = next[(own.Counts?.Length ?? 0)..];
        }

        rows.Sum(counts);
        next = counts;
        foreach (CheckedCells own in cells)
        {
            next[..(own.Missing?.Length ?? 0)].CopyTo(own.Missing);
            next = next[(own.Missing?.Length ?? 0)..];
            own.Counts?.CopyFrom(next[..own.Counts.Length]);
            next = next[(own.Counts?.Length ?? 0)..];
        }
    }
}
