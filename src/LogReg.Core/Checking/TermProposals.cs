namespace LogReg.Checking;

/// <summary>
/// Tests of terms that a model could have besides those that it has: for each numeric column a spline instead of the line, and products of
/// the most important terms. Terms that were chosen by such tests have spent degrees of freedom: standard errors, p-values and any
/// validation of a model with them are too optimistic unless they repeat the choice.
/// </summary>
public sealed record TermProposals
{
    /// <summary>A term is proposed if its adjusted p-value is below this.</summary>
    public const double Level = 0.05;

    /// <summary>The largest number of rows that the tests are made on; of more rows a random sample is used, with the same proportion of
    /// each class.</summary>
    public const int MostRows = 100_000;

    /// <summary>The number of the most important terms of which products are tested.</summary>
    public const int MostMultiplied = 10;

    /// <summary>The formula of the model that terms are added to; <c>.</c> for every column by itself.</summary>
    public required string BaseFormula { get; init; }

    /// <summary>The formula with the proposed terms; <see langword="null"/> if none is proposed.</summary>
    public required string? Formula { get; init; }

    /// <summary>The tests of non-linearity, the smallest p-value first: a spline with 4 knots against the line.</summary>
    public required IReadOnlyList<TermProposal> Splines { get; init; }

    /// <summary>The tests of products, the smallest p-value first.</summary>
    public required IReadOnlyList<TermProposal> Products { get; init; }

    /// <summary>The number of rows that the models were fitted to.</summary>
    public required long Rows { get; init; }

    /// <summary>The number of rows that could have been used: more than <see cref="Rows"/> if a sample was drawn.</summary>
    public required long RowsAvailable { get; init; }

    /// <summary>The number of models that were fitted.</summary>
    public required int Fits { get; init; }

    /// <summary>Categorical columns that the tested models leave out, because fitting so many levels so often would take too
    /// long.</summary>
    public required IReadOnlyList<string> ColumnsLeftOut { get; init; }

    /// <summary>Why no term was tested; <see langword="null"/> if terms were.</summary>
    public OptionText? Problem { get; init; }

    /// <summary>What can be done about <see cref="Problem"/>; <see langword="null"/> if there is none.</summary>
    public OptionText? Hint { get; init; }
}
