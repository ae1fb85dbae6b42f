using LogReg.Data;

namespace LogReg.Sources;

/// <summary>How a data file is read, whatever its kind; an option that a kind does not have is ignored there.</summary>
public sealed record SourceFileOptions
{
    private readonly CsvOptions _csv = new();

    /// <summary>The sheet of an Excel workbook: its name, or its number from 1; <c>*</c> for all sheets that are neither hidden nor
    /// empty, as one table; <see langword="null"/>, the default, for the first one that is not hidden.</summary>
    public string? Sheet { get; init; }

    /// <summary>The name of a further, categorical column that says which file a row is from; <see langword="null"/>, the default, for
    /// none.</summary>
    public string? FileColumn { get; init; }

    /// <summary>How a CSV file is read. <see cref="CsvOptions.MissingValues"/>, <see cref="CsvOptions.DecimalSeparator"/>,
    /// <see cref="CsvOptions.ThousandsSeparator"/> and <see cref="CsvOptions.Threads"/> count for other kinds, too, and
    /// <see cref="CsvOptions.HasHeader"/> and <see cref="CsvOptions.SkipLines"/>, which counts rows of the sheet, for a workbook.</summary>
    /// <exception cref="ArgumentNullException">The value is <see langword="null"/>.</exception>
    public CsvOptions Csv
    {
        get => _csv;
        init => _csv = value ?? throw new ArgumentNullException(nameof(value));
    }
}
