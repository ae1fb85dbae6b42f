namespace LogReg;

/// <summary>The options of stochastic gradient descent.</summary>
public sealed record StochasticGradientOptions
{
    /// <summary>The largest batch size.</summary>
    internal const int MostBatchRows = 2048;

    private readonly int _epochs = 20;
    private readonly int _batchSize = 64;

    /// <summary>The maximum number of epochs, 1 or more. The default is 20.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1.</exception>
    public int Epochs
    {
        get => _epochs;
        init =>
            _epochs = value >= 1
                ? value
                : throw new ArgumentOutOfRangeException(nameof(Epochs), value, $"{nameof(Epochs)} is {value}, but must be 1 or more.");
    }

    /// <summary>The number of rows per step, 1 to 2,048. The default is 64.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int BatchSize
    {
        get => _batchSize;
        init => _batchSize = value is >= 1 and <= MostBatchRows
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(BatchSize), value, $"{nameof(BatchSize)} is {value}, but must be between 1 and 2,048.");
    }

    /// <summary>Whether to read the data again in every epoch instead of keeping them in memory, so that memory does not grow with the
    /// length of the file.</summary>
    public bool Stream { get; init; }
}
