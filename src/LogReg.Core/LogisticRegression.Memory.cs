using LogReg.Data;
using LogReg.Storage;

namespace LogReg;

/// <content>Data that are larger than memory.</content>
public sealed partial record LogisticRegression
{
    private readonly long? _memoryLimit;

    /// <summary>
    /// How many bytes of memory a fit from a file may use, 1 MiB or more; <see langword="null"/>, the default: as many as it needs. Row blocks that find no room are kept in a
    /// memory-mapped file, and every solver, test and path runs on them unchanged, to the same bits. What stays in memory all the same: about 64 bytes a row, and p² numbers a thread for
    /// a Hessian of p coefficients.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1 MiB.</exception>
    public long? MemoryLimit
    {
        get => _memoryLimit;
        init => _memoryLimit = Check(value, value is null or >= 1 << 20, nameof(MemoryLimit), "must be 1,048,576 bytes (1 MiB) or more");
    }

    /// <summary>The folder of the memory-mapped file of <see cref="MemoryLimit"/>, which has no name there and vanishes with the process, however that ends; <see langword="null"/>, the
    /// default, for the folder of temporary files.</summary>
    public string? CacheDirectory { get; init; }

    private static Func<long, long>? LineFinder(CsvSource data, CancellationToken cancellationToken) =>
        data.IsCache ? null : row => data.FindLineOfRow(row, cancellationToken);

    private ColumnStorage CreateStorage(CsvSource data) => ColumnStorage.Create(MemoryLimit, data.EstimateRowCount(), CacheDirectory);

    private void ValidateMemory()
    {
        if (CacheDirectory is not null && MemoryLimit is null)
        {
            throw new ArgumentException($"{nameof(CacheDirectory)} needs a {nameof(MemoryLimit)}.");
        }

        if (MemoryLimit is not null && StochasticGradient.Stream)
        {
            throw new ArgumentException($"{nameof(MemoryLimit)} and {nameof(StochasticGradientOptions.Stream)} contradict each other: a stream keeps no rows.");
        }
    }
}
