using System.Runtime.Intrinsics;

namespace LogReg.Data;

/// <summary>What the values of plain numbers say about their decimal points.</summary>
internal sealed class NumberForm
{
    /// <summary>Whether a number has decimals, of which it may have three, after one to three digits: 1.234 may be 1234.</summary>
    public bool MayHaveThousands { get; private set; }

    /// <summary>Whether a number has decimals that cannot be thousands.</summary>
    public bool HasDecimals { get; private set; }

    /// <summary>Whether nothing decides between decimal points and points between thousands: beside whole numbers below 1000 stand only
    /// numbers between 1 and 1000 with three decimals, or fewer if some may be zeros, as in 11.39 for 11.390; or every whole number is
    /// 1000 or more, and the others would be of that size if their points stood between thousands, as 1.500 beside 2000.</summary>
    public bool IsDoubtful => !HasDecimals && _wholes > 0 && _pointed > 0
        && (_largestWhole < LeastThousands ? 2 * _threes >= _pointed : _leastWhole >= LeastThousands && AreOfOneSize);

    // Of numbers that mean the same, none is a tenth of the least or ten times the largest.
    private const double SizeRatio = 10;
    private const double LeastThousands = 1000;

    private long _wholes;
    private long _pointed;
    private long _threes;
    private double _leastWhole = double.PositiveInfinity;
    private double _largestWhole;
    private double _leastPointed = double.PositiveInfinity;
    private double _largestPointed;

    private bool AreOfOneSize => LeastThousands * _leastPointed * SizeRatio >= _leastWhole
        && LeastThousands * _largestPointed <= _largestWhole * SizeRatio;

    /// <summary>How many numbers of those that <see cref="Write"/> gives are added up.</summary>
    public const int SumCount = 5;

    /// <summary>Of how many numbers the largest is taken.</summary>
    public const int LargestCount = 4;

    /// <summary>Gives what other processes, which have other rows, need to know. Doubles that are not negative are in the order of their
    /// bits.</summary>
    /// <param name="sums">Receives what is added up.</param>
    /// <param name="largest">Receives what the largest is taken of.</param>
    public void Write(Span<long> sums, Span<long> largest)
    {
        (sums[0], sums[1]) = (MayHaveThousands ? 1 : 0, HasDecimals ? 1 : 0);
        (sums[2], sums[3], sums[4]) = (_wholes, _pointed, _threes);
        (largest[0], largest[1]) = (-BitConverter.DoubleToInt64Bits(_leastWhole), BitConverter.DoubleToInt64Bits(_largestWhole));
        (largest[2], largest[3]) = (-BitConverter.DoubleToInt64Bits(_leastPointed), BitConverter.DoubleToInt64Bits(_largestPointed));
    }

    /// <summary>Takes over what all rows say.</summary>
    /// <param name="sums">What was added up.</param>
    /// <param name="largest">What the largest was taken of.</param>
    public void Read(ReadOnlySpan<long> sums, ReadOnlySpan<long> largest)
    {
        (MayHaveThousands, HasDecimals) = (sums[0] > 0, sums[1] > 0);
        (_wholes, _pointed, _threes) = (sums[2], sums[3], sums[4]);
        (_leastWhole, _largestWhole) = (BitConverter.Int64BitsToDouble(-largest[0]), BitConverter.Int64BitsToDouble(largest[1]));
        (_leastPointed, _largestPointed) = (BitConverter.Int64BitsToDouble(-largest[2]), BitConverter.Int64BitsToDouble(largest[3]));
    }

    /// <summary>Forgets numbers that had no decimals.</summary>
    public void Clear()
    {
        _wholes = 0;
        _leastWhole = double.PositiveInfinity;
        _largestWhole = 0;
    }

    /// <summary>Looks at numbers.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        while (!HasDecimals && !values.IsEmpty)
        {
            int count = CountWhole(values);
            _wholes += count;
            values = values[count..];

            // As many as a vector has: one of them is not whole, or missing.
            int some = Math.Min(values.Length, Vector256<double>.Count);
            AddAll(values[..some]);
            values = values[some..];
        }
    }

    private void AddAll(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            double size = Math.Abs(value);
            if (double.IsNaN(size))
            {
                continue;
            }

            if (size == Math.Floor(size))
            {
                _wholes++;
                _leastWhole = Math.Min(_leastWhole, size);
                _largestWhole = Math.Max(_largestWhole, size);
                continue;
            }

            double thousands = Math.Round(size * 1000);
            HasDecimals |= size is < 1 or >= LeastThousands || thousands / 1000 != size;
            MayHaveThousands = true;
            _pointed++;
            _leastPointed = Math.Min(_leastPointed, size);
            _largestPointed = Math.Max(_largestPointed, size);
            _threes += thousands % 10 != 0 ? 1 : 0;
        }
    }

    // How many numbers at the start are whole, in whole vectors: most columns have no others.
    private int CountWhole(ReadOnlySpan<double> values)
    {
        int count = 0;
        var least = Vector256.Create(_leastWhole);
        var largest = Vector256.Create(_largestWhole);
        while (count + Vector256<double>.Count <= values.Length)
        {
            var some = Vector256.Create(values[count..]);
            if (!Vector256.EqualsAll(some, Vector256.Floor(some)))
            {
                break;
            }

            Vector256<double> sizes = Vector256.Abs(some);
            least = Vector256.Min(least, sizes);
            largest = Vector256.Max(largest, sizes);
            count += Vector256<double>.Count;
        }

        for (int lane = 0; lane < Vector256<double>.Count; lane++)
        {
            _leastWhole = Math.Min(_leastWhole, least[lane]);
            _largestWhole = Math.Max(_largestWhole, largest[lane]);
        }

        return count;
    }
}
