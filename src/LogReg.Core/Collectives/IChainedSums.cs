namespace LogReg.Collectives;

/// <summary>Sums that run over the rows in their order, in parts that do not depend on each other, so that the
/// members of a collective can add to several at once.</summary>
internal interface IChainedSums
{
    /// <summary>How many parts there are; the same on every member.</summary>
    int PartCount { get; }

    /// <summary>How many numbers the sums of a part are; the same on every member.</summary>
    /// <param name="part">The part.</param>
    int LengthOf(int part);

    /// <summary>Adds the rows of this member to the sums of a part; calls no operation of the collective.</summary>
    /// <param name="part">The part.</param>
    void AddOwn(int part);

    /// <summary>The sums of a part.</summary>
    /// <param name="part">The part.</param>
    double[] Read(int part);

    /// <summary>Sets the sums of a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="values">As <see cref="Read"/> gives them.</param>
    void Write(int part, ReadOnlySpan<double> values);
}
