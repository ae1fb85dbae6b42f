namespace LogReg.Data;

/// <summary>What the values of plain numbers say about their decimal points.</summary>
internal sealed class NumberForm
{
    /// <summary>Whether a number has decimals, of which it may have three, after one to three digits: 1.234 may be 1234.</summary>
    public bool MayHaveThousands { get; private set; }

    /// <summary>Whether a number has decimals that cannot be thousands.</summary>
    public bool HasDecimals { get; private set; }

    /// <summary>Looks at numbers.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
        {
            if (HasDecimals)
            {
                return;
            }

            double size = Math.Abs(value);
            if (size != Math.Floor(size) && !double.IsNaN(size))
            {
                double thousands = Math.Round(size * 1000);
                HasDecimals = size is < 1 or >= 1000 || thousands / 1000 != size;
                MayHaveThousands = true;
            }
        }
    }
}
