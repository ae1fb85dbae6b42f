namespace LogReg.Numerics;

/// <summary>
/// What a kernel needs of a vector, so that it is written once for every width. The vector is a type parameter of its own and not a
/// wrapper: a kernel's variables stay in registers.
/// </summary>
/// <typeparam name="TVector">The vector: some of the eight lanes that sums run in.</typeparam>
internal interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>How many lanes a vector has: 4 or 8.</summary>
    static abstract int Count { get; }

    /// <summary>The lanes from <paramref name="index"/> elements after <paramref name="first"/>.</summary>
    static abstract TVector Load(ref readonly double first, nuint index);

    /// <summary>a·b + c in each lane, rounded once where the machine can.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);

    /// <summary>The sum of each four lanes in the order of <see cref="VectorSums"/>, added to <paramref name="sum"/> one four after the
    /// other.</summary>
    static abstract double AddTo(double sum, TVector value);
}
