using LogReg.Data;
using LogReg.Storage;

namespace LogReg;

/// <content>Data larger than memory.</content>
public sealed partial record LogisticRegression
{
    private readonly long? _memoryLimit;

    /// <summary>
    /// The number of bytes of memory that a fit from a file may use, 1 MiB or more. If <see langword="null"/>, the default, there is no
    /// limit. Row blocks that do not fit are kept in a memory-mapped file; every solver, test and path gives the same result, bit for bit.
    /// Not included in the limit are about 64 bytes per row and, for each thread, the p² numbers of a Hessian of p coefficients.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1 MiB.</exception>
    public long? MemoryLimit
    {
        get => _memoryLimit;
        init => _memoryLimit = Check(value, value is null or >= 1 << 20, nameof(MemoryLimit), "must be 1,048,576 bytes (1 MiB) or more");
    }

    /// <summary>The folder of the memory-mapped file of <see cref="MemoryLimit"/>. The file has no name and disappears when the process
    /// ends, however it ends. If <see langword="null"/>, the default, the folder for temporary files.</summary>
    public string? CacheDirectory { get; init; }

    private ColumnStorage CreateStorage(DataSource data) =>
        ColumnStorage.Create(MemoryLimit, data.EstimateRowCount() ?? -1, CacheDirectory);
}
