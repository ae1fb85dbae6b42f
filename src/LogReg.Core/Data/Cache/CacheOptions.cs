namespace LogReg.Data;

/// <summary>The contents of a cache that <see cref="CacheSource"/> writes.</summary>
public sealed record CacheOptions
{
    private readonly long? _memoryLimit;

    /// <summary>Columns to leave out.</summary>
    public IReadOnlyList<string> ExcludedColumns { get; init; } = [];

    /// <summary>Columns to treat as categorical even if their cells are numbers.</summary>
    public IReadOnlyList<string> CategoricalColumns { get; init; } = [];

    /// <summary>Columns that must be numeric.</summary>
    public IReadOnlyList<string> NumericColumns { get; init; } = [];

    /// <summary>How many bytes of memory may be used, 1 MiB or more; <see langword="null"/>, the default: as many as the table
    /// needs.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is less than 1 MiB.</exception>
    public long? MemoryLimit
    {
        get => _memoryLimit;
        init => _memoryLimit = value is null or >= 1 << 20
            ? value
            : throw new ArgumentOutOfRangeException(
                nameof(value), value, $"{nameof(MemoryLimit)} must be 1,048,576 bytes (1 MiB) or more.");
    }

    /// <summary>The folder for rows that do not fit in memory; <see langword="null"/>, the default, for the folder of temporary
    /// files.</summary>
    public string? TemporaryDirectory { get; init; }

    /// <summary>The columns to read.</summary>
    /// <param name="names">The columns of the file.</param>
    /// <param name="source">The file's name, for messages.</param>
    /// <exception cref="DataException">A named column is not there, or none is left.</exception>
    /// <exception cref="ArgumentException">A column is to be of two kinds.</exception>
    internal IReadOnlyList<ColumnRequest> Choose(IReadOnlyList<string> names, string source)
    {
        foreach (string name in ExcludedColumns.Concat(CategoricalColumns).Concat(NumericColumns))
        {
            if (!names.Contains(name))
            {
                throw new DataException($"there is no column {DataException.Quote(name)}", source, hint: NameHint.Of(name, [.. names]));
            }
        }

        if (CategoricalColumns.Intersect(NumericColumns).FirstOrDefault() is string both)
        {
            throw new ArgumentException($"The column {DataException.Quote(both)} cannot be numeric and categorical.");
        }

        ColumnRequest[] requests =
        [
            .. names.Except(ExcludedColumns).Select(name => new ColumnRequest(
                name,
                CategoricalColumns.Contains(name) ? ColumnKind.Categorical
                    : NumericColumns.Contains(name) ? ColumnKind.Numeric
                    : ColumnKind.Inferred) { StoresTexts = true }),
        ];
        return requests.Length > 0 ? requests : throw new DataException("no column is left", source, hint: "exclude fewer columns");
    }
}
