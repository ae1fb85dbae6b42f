namespace LogReg.Export.Excel;

/// <summary>How a model becomes a workbook.</summary>
public sealed record ExcelOptions
{
    /// <summary>The rows that the sheet Score has at first: for each the texts of its cells, in the order of the model's columns and, where
    /// the model has an offset that is none of them, that of the offset last. A number in the notation of a CSV file becomes a number,
    /// an empty text an empty cell. None by default.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Rows { get; init; } = [];

    /// <summary>The number of empty rows of the sheet Score below <see cref="Rows"/> that have formulas, at least 0; <see langword="null"/>,
    /// the default, for 500, or fewer of models with many terms.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int? EmptyRows
    {
        get;
        init
        {
            if (value is int count)
            {
                ArgumentOutOfRangeException.ThrowIfNegative(count);
            }

            field = value;
        }
    }
}
