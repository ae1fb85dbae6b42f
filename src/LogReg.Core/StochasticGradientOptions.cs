namespace LogReg;

/// <summary>How stochastic gradient descent goes through the rows.</summary>
public sealed record StochasticGradientOptions
{
    /// <summary>The most rows of a batch.</summary>
    internal const int MostBatchRows = 2048;

    private readonly int _epochs = 20;
    private readonly int _batchSize = 64;

    /// <summary>How often all rows are gone through at most, 1 or more; 20 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Epochs
    {
        get => _epochs;
        init => _epochs = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Epochs), value, $"{nameof(Epochs)} is {value}, but must be 1 or more.");
    }

    /// <summary>How many rows a step looks at, 1 to 2,048; 64 by default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int BatchSize
    {
        get => _batchSize;
        init => _batchSize = value is >= 1 and <= MostBatchRows
            ? value
            : throw new ArgumentOutOfRangeException(nameof(BatchSize), value, $"{nameof(BatchSize)} is {value}, but must be between 1 and 2,048.");
    }

    /// <summary>Whether the data are read anew in each epoch and never kept: constant memory for files of any length.</summary>
    public bool Stream { get; init; }
}
