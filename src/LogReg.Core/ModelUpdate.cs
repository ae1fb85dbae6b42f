using LogReg.Data;
using LogReg.Monitoring;
using LogReg.Updating;

namespace LogReg;

/// <summary>A model updated to newer rows, and what a person needs to review the update.</summary>
public sealed record ModelUpdate
{
    /// <summary>The updated model: with the terms, means and levels of the original. It has no standard errors, path or cross-validation,
    /// which were those of the original; without a change, it is the original.</summary>
    public required LogisticModel Model { get; init; }

    /// <summary>What was done; never <see cref="UpdateMethod.Auto"/>.</summary>
    public required UpdateMethod Method { get; init; }

    /// <summary>The number of new rows with a known class and a weight above 0.</summary>
    public required long Rows { get; init; }

    /// <summary>The number of rows that were read, also those whose class is not known.</summary>
    public required long RowsRead { get; init; }

    /// <summary>The number of positive rows among <see cref="Rows"/>.</summary>
    public required long Events { get; init; }

    /// <summary>The tests of <see cref="UpdateMethod.Auto"/>, in their order, up to the first that is not significant; empty for other
    /// methods.</summary>
    public required IReadOnlyList<UpdateTest> Tests { get; init; }

    /// <summary>The number of missing cells of each feature that has any.</summary>
    public required IReadOnlyDictionary<string, long> MissingCells { get; init; }

    /// <summary>The number of cells with unseen levels, for each feature that has any.</summary>
    public required IReadOnlyDictionary<string, long> UnseenCells { get; init; }

    /// <summary>The number of rows whose levels never met in training, for each term of a formula that has any.</summary>
    public required IReadOnlyDictionary<string, long> UnseenCombinations { get; init; }

    /// <summary>The number of numbers outside the range of training, for each feature that has any.</summary>
    public required IReadOnlyDictionary<string, long> OutOfRangeCells { get; init; }

    /// <summary>The classes that the model does not know, with the number of rows of each, which took no part.</summary>
    public required IReadOnlyDictionary<string, long> UnknownClasses { get; init; }

    /// <summary>The warnings on the update: estimates that are not finite or that the rows do not determine, too few rows.</summary>
    public required IReadOnlyList<FitWarning> Warnings { get; init; }

    /// <summary>The warnings on the cells: unknown levels and classes, missing cells, what was skipped while reading.</summary>
    public required IReadOnlyList<DataWarning> DataWarnings { get; init; }

    /// <summary>The log-likelihood of the new rows before the update, weighted if they have weights.</summary>
    public required double LogLikelihoodBefore { get; init; }

    /// <summary>The log-likelihood of the new rows after the update, weighted if they have weights.</summary>
    public required double LogLikelihoodAfter { get; init; }

    /// <summary>The coefficients before and after.</summary>
    public required IReadOnlyList<UpdatedCoefficient> Coefficients { get; init; }

    /// <summary>How the original agrees with the classes of the new rows.</summary>
    public required OutcomeCheck Before { get; init; }

    /// <summary>How the updated model agrees with the classes of the same rows, to which it was fitted.</summary>
    public required OutcomeCheck After { get; init; }
}
