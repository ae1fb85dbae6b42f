using LogReg.Data;
using LogReg.Scoring;

namespace LogReg;

/// <summary>Residuals and influence of consecutive rows. Valid until the next chunk is read.</summary>
/// <remarks>
/// μ is the probability of the positive class, y is 1 for it and 0 for the other, w is the weight, and p the rank of the model. Undefined
/// values are NaN: residuals if the class is not known; values that need the leverage if the row uses a coefficient without a finite
/// estimate; values divided by 1 − h if h is 1 or more, which is possible in rows that were not used for training.
/// </remarks>
public sealed class DiagnosedChunk
{
    private readonly ScoredChunk _scores;
    private readonly RowInfluence _influence;

    internal DiagnosedChunk(ScoredChunk scores, RowInfluence influence)
    {
        _scores = scores;
        _influence = influence;
    }

    /// <summary>The predictions for the rows.</summary>
    internal ScoredChunk Scores => _scores;

    /// <summary>The index of the first row in the input, from 0.</summary>
    public long FirstRow => _scores.FirstRow;

    /// <summary>The number of rows, n.</summary>
    public int RowCount => _scores.RowCount;

    /// <summary>The index of the class of each row; −1 if it is missing or unknown.</summary>
    public ReadOnlySpan<int> Classes => _scores.Classes;

    /// <summary>μ, the probability of the positive class, n values.</summary>
    public ReadOnlySpan<double> Probabilities => _scores.Probabilities;

    /// <summary>The leverage h = w·μ(1 − μ)·x̃ᵀCx̃ with the inverse information matrix C (Pregibon 1981). For a row whose class is not
    /// known, it uses the weight of the row, or 1 if that is missing.</summary>
    public ReadOnlySpan<double> Leverages => _influence.Leverages;

    /// <summary>Cook's distance, (r/(1 − h))²·h/p with the Pearson residual r: how far the coefficients move if the row is left
    /// out.</summary>
    public ReadOnlySpan<double> CooksDistances => _influence.CooksDistances;

    /// <summary>The Pearson residuals √w·(y − μ)/√(μ(1 − μ)).</summary>
    public ReadOnlySpan<double> PearsonResiduals => _influence.Pearson;

    /// <summary>The deviance residuals, the square root of twice the weighted log loss of the row, with the sign of y − μ.</summary>
    public ReadOnlySpan<double> DevianceResiduals => _influence.Deviance;

    /// <summary>The Pearson residuals divided by √(1 − h).</summary>
    public ReadOnlySpan<double> StandardisedPearsonResiduals => _influence.StandardisedPearson;

    /// <summary>The deviance residuals divided by √(1 − h).</summary>
    public ReadOnlySpan<double> StandardisedDevianceResiduals => _influence.StandardisedDeviance;

    /// <summary>The columns of the input that are passed through, in the order of the options.</summary>
    public IReadOnlyList<TextColumn> KeptColumns => _scores.KeptColumns;

    /// <summary>For each feature, the number of missing cells, which were imputed or treated as the level <c>(missing)</c>.</summary>
    public IReadOnlyList<long> MissingCells => _scores.MissingCells;

    /// <summary>For each feature, the number of cells with an unseen level.</summary>
    public IReadOnlyList<long> UnseenCells => _scores.UnseenCells;

    /// <summary>For each feature a few of the levels that training never saw.</summary>
    public IReadOnlyList<IReadOnlyList<string>> UnseenExamples => _scores.UnseenExamples;

    /// <summary>For each feature the number of missing cells that are spreadsheet errors, such as <c>#DIV/0!</c>.</summary>
    public IReadOnlyList<long> SpreadsheetErrorCells => _scores.SpreadsheetErrorCells;

    /// <summary>The classes of the target's column that the model does not know, the first thousand of the chunk, each with the number of
    /// its rows.</summary>
    public IReadOnlyDictionary<string, long> UnknownClasses => _scores.UnknownClasses;
}
