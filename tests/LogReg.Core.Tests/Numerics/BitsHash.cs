using System.Globalization;

namespace LogReg.Tests.Numerics;

/// <summary>The FNV-1a hash of the bits of numbers: one string that any changed bit changes.</summary>
internal sealed class BitsHash
{
    private ulong _hash = 14695981039346656037UL;

    public override string ToString() => _hash.ToString("x16", CultureInfo.InvariantCulture);

    internal void Add(params ReadOnlySpan<double> values)
    {
        foreach (var value in values)
        {
            _hash = (_hash ^ BitConverter.DoubleToUInt64Bits(value)) * 1099511628211UL;
        }
    }
}
