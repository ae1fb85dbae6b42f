namespace LogReg.Collectives;

/// <summary>Chained sums in arrays.</summary>
/// <param name="parts">The arrays of each part.</param>
/// <param name="addOwn">Adds the rows of this member to the sums of a part.</param>
internal sealed class ChainedArrays(IReadOnlyList<IReadOnlyList<double[]>> parts, Action<int> addOwn) : IChainedSums
{
    public int PartCount => parts.Count;

    public int LengthOf(int part) => checked(parts[part].Sum(array => array.Length));

    public void AddOwn(int part) => addOwn(part);

    public double[] Read(int part) => [.. parts[part].SelectMany(array => array)];

    public void Write(int part, ReadOnlySpan<double> values)
    {
        foreach (double[] array in parts[part])
        {
            values[..array.Length].CopyTo(array);
            values = values[array.Length..];
        }
    }
}
