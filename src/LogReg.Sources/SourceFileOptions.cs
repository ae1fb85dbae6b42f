using LogReg.Data;

namespace LogReg.Sources;

/// <summary>How a data file is read, whatever its kind; an option that a kind does not have is ignored there.</summary>
public sealed record SourceFileOptions
{
    private readonly CsvOptions _csv = new();

    /// <summary>How a CSV file is read. <see cref="CsvOptions.MissingValues"/> and <see cref="CsvOptions.Threads"/> count for other kinds,
    /// too.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public CsvOptions Csv
    {
        get => _csv;
        init => _csv = value ?? throw new ArgumentNullException(nameof(value));
    }
}
