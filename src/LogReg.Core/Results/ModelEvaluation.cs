using LogReg.Data;
using LogReg.Evaluation;

namespace LogReg;

/// <summary>The performance of a model on given rows.</summary>
public sealed record ModelEvaluation
{
    /// <summary>The metrics on the rows with a known class.</summary>
    public required ClassificationMetrics Metrics { get; init; }

    /// <summary>The number of rows.</summary>
    public required long RowsRead { get; init; }

    /// <summary>The number of rows left out because their class is missing or not one of the model's classes.</summary>
    public required long RowsWithoutKnownClass { get; init; }

    /// <summary>The number of rows with a known class that were left out because their weight is 0.</summary>
    public long RowsOfWeightZero { get; init; }

    /// <summary>The number of missing cells by feature.</summary>
    public required IReadOnlyDictionary<string, long> MissingCells { get; init; }

    /// <summary>The number of cells with unseen levels by feature.</summary>
    public required IReadOnlyDictionary<string, long> UnseenCells { get; init; }

    /// <summary>The number of rows whose levels never met in training, for each term of a formula that has any.</summary>
    public IReadOnlyDictionary<string, long> UnseenCombinations { get; init; } = new Dictionary<string, long>();

    /// <summary>For each feature with such levels the first few of them.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> UnseenExamples { get; init; } =
        new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>For each feature with missing cells that hold a spreadsheet's error value, such as <c>#DIV/0!</c>, how many there
    /// were.</summary>
    public IReadOnlyDictionary<string, long> SpreadsheetErrorCells { get; init; } = new Dictionary<string, long>();

    /// <summary>The classes in the target's column that the model does not know, in the order of their first rows, with the number of rows
    /// of each; the first thousand.</summary>
    public IReadOnlyDictionary<string, long> UnknownClasses { get; init; } = new Dictionary<string, long>();

    /// <summary>Warnings about the input: columns whose cells or classes are unknown to the model.</summary>
    public IReadOnlyList<DataWarning> Warnings { get; init; } = [];
}
