namespace LogReg.Data;

/// <summary>Reads the numbers of a column of a batch, from its first row to its last.</summary>
public interface INumberReader : IDisposable
{
    /// <summary>Reads the numbers of the next rows. Different columns are read side by side, one column on one thread at a time.</summary>
    /// <param name="numbers">Receives them, one for each row; NaN for a missing cell.</param>
    /// <exception cref="DataException">They cannot be read.</exception>
    void Read(Span<double> numbers);
}
