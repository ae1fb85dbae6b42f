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
    /// numbers between 1 and 1000 with three decimals, or fewer if some may be zeros, as in 11.39 for 11.390.</summary>
    public bool IsDoubtful => !HasDecimals && !_hasLarge && _wholes > 0 && _pointed > 0 && 2 * _threes >= _pointed;

    private long _wholes;
    private long _pointed;
    private long _threes;
    private bool _hasLarge;

    /// <summary>Forgets numbers that had no decimals.</summary>
    public void Clear()
    {
        _wholes = 0;
        _hasLarge = false;
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
                _hasLarge |= size >= 1000;
                continue;
            }

            double thousands = Math.Round(size * 1000);
            HasDecimals |= size is < 1 or >= 1000 || thousands / 1000 != size;
            MayHaveThousands = true;
            _pointed++;
            _threes += thousands % 10 != 0 ? 1 : 0;
        }
    }

    // How many numbers at the start are whole, in whole vectors: most columns have no others.
    private int CountWhole(ReadOnlySpan<double> values)
    {
        int count = 0;
        var large = Vector256.Create(1000.0);
        while (count + Vector256<double>.Count <= values.Length)
        {
            var some = Vector256.Create(values[count..]);
            if (!Vector256.EqualsAll(some, Vector256.Floor(some)))
            {
                break;
            }

            _hasLarge |= Vector256.GreaterThanOrEqualAny(Vector256.Abs(some), large);
            count += Vector256<double>.Count;
        }

        return count;
    }
}
