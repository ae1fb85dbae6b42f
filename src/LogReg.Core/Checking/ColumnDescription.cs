using LogReg.Data;

namespace LogReg.Checking;

/// <summary>The contents of a column in the rows used, with every row counted once regardless of its weight.</summary>
/// <param name="Name">The column's name.</param>
/// <param name="Role">Its role in the regression.</param>
/// <param name="Kind">How it was read: numeric, categorical, or a vector (of a file, or of the words of a text).</param>
/// <param name="MissingCount">The number of missing cells.</param>
/// <param name="MissingShare">Their share of the rows, from 0 to 1.</param>
/// <param name="LevelCount">Of a categorical column how many different texts occur; <see langword="null"/> for a numeric one.</param>
/// <param name="Minimum">Of a numeric column the least value; NaN if there is none.</param>
/// <param name="Mean">Of a numeric column the mean; NaN if there is none.</param>
/// <param name="Maximum">Of a numeric column the greatest value; NaN if there is none.</param>
/// <param name="StandardDeviation">Of a numeric column the population standard deviation of the cells that are there; NaN if there is
/// none.</param>
/// <param name="RocAuc">
/// Of a feature, where the target has two classes, how well it alone ranks them: the area under the ROC curve, at least 0.5 in the better
/// direction; a level ranks by the share of the positive class among its rows in the other half of the data. From a sample of 20,000 rows
/// where a numeric column has more. <see langword="null"/> where there is none.
/// </param>
public sealed record ColumnDescription(
    string Name,
    ColumnRole Role,
    ColumnKind Kind,
    long MissingCount,
    double MissingShare,
    int? LevelCount,
    double Minimum,
    double Mean,
    double Maximum,
    double StandardDeviation,
    double? RocAuc);
