using LogReg.Numerics;

namespace LogReg.Checking;

/// <summary>A sample of a numeric column, sorted, and what all rows say about it.</summary>
internal sealed class NumericSample : IDisposable
{
    private const int FewestForQuartiles = 8;

    private readonly double[] _sorted;
    private readonly int _count;

    /// <param name="sampled">The sample's values; NaN where a cell is missing.</param>
    /// <param name="range">The range of all rows.</param>
    public NumericSample(double[] sampled, NumberRange range)
    {
        InOrder = sampled;
        Range = range;
        _sorted = RowArray.Rent<double>(sampled.Length);
        foreach (double value in sampled)
        {
            _sorted[_count] = value;
            _count += double.IsNaN(value) ? 0 : 1;
        }

        RadixSort.Sort(_sorted.AsSpan(0, _count));
    }

    /// <summary>The values in the order of the rows; NaN where a cell is missing.</summary>
    public double[] InOrder { get; }

    /// <summary>The range of all rows.</summary>
    public NumberRange Range { get; }

    /// <summary>The values that are there, ascending.</summary>
    public ReadOnlySpan<double> Sorted => _sorted.AsSpan(0, _count);

    /// <summary>Whether there is at least one value that is not missing, and all such values are whole numbers.</summary>
    public bool IsWhole
    {
        get
        {
            foreach (double value in Sorted)
            {
                if (value != Math.Floor(value) || Math.Abs(value) >= 1e15)
                {
                    return false;
                }
            }

            return _count > 0;
        }
    }

    /// <summary>Whether no two values that are there are equal.</summary>
    public bool IsDistinct
    {
        get
        {
            for (int index = 1; index < _count; index++)
            {
                if (_sorted[index] == _sorted[index - 1])
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The median.</summary>
    public double Median => _sorted[_count / 2];

    /// <summary>
    /// The quartiles; where they coincide, as in a column that is mostly 0, those of the values that differ from the median. Both NaN if
    /// there are too few values.
    /// </summary>
    public NumberRange Quartiles()
    {
        if (_count < FewestForQuartiles)
        {
            return new NumberRange(double.NaN, double.NaN);
        }

        NumberRange all = QuartilesOf(Sorted);
        if (all.Greatest > all.Least)
        {
            return all;
        }

        double[] others = [.. _sorted.Take(_count).Where(value => value != Median)];
        return others.Length < FewestForQuartiles ? new NumberRange(double.NaN, double.NaN) : QuartilesOf(others);
    }

    /// <summary>The chance that two rows have the same value, a missing cell being one.</summary>
    public double Coincidence()
    {
        double missing = InOrder.Length - _count;
        double pairs = missing * (missing - 1);
        for (int start = 0; start < _count;)
        {
            int end = start;
            while (end < _count && _sorted[end] == _sorted[start])
            {
                end++;
            }

            pairs += (double)(end - start) * (end - start - 1);
            start = end;
        }

        return pairs / Math.Max(1, (double)InOrder.Length * (InOrder.Length - 1));
    }

    /// <summary>Returns the memory to the pool; the sorted values must not be used afterwards.</summary>
    public void Dispose() => RowArray.Return(_sorted);

    private static NumberRange QuartilesOf(ReadOnlySpan<double> sorted) =>
        new(sorted[(sorted.Length - 1) / 4], sorted[3 * (sorted.Length - 1) / 4]);
}
