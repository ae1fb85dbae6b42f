using LogReg.Data;

namespace LogReg.Terms;

/// <summary>What a sparse term makes of the cells of its feature: vectors of a file, or the words of a text.</summary>
internal abstract class SparseEncoder
{
    /// <summary>The number of columns.</summary>
    public abstract int Count { get; }

    /// <summary>The names of the coefficients, one for each column.</summary>
    /// <param name="feature">The name of the feature.</param>
    public abstract IEnumerable<string> Names(string feature);

    /// <summary>Reads the rows of a chunk.</summary>
    /// <param name="column">The column of the feature.</param>
    public abstract SparseRows Encode(Column column);
}
