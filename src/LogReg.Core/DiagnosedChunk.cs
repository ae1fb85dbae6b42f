using LogReg.Data;
using LogReg.Scoring;

namespace LogReg;

/// <summary>How well a model fits some consecutive rows, and how much each of them pulls at it. Valid until the next chunk is asked for.</summary>
/// <remarks>
/// μ is the probability of the positive class, y 1 for it and 0 for the other, w the weight, p the model's rank. What a row does not have is NaN: residuals where
/// its class is not known; what needs the leverage where it uses a coefficient without a finite estimate; what is divided by 1 − h
/// where h is 1 or more, as it may be in rows that training did not have.
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

    /// <summary>The index of the first row in the input, from 0.</summary>
    public long FirstRow => _scores.FirstRow;

    /// <summary>n, how many rows there are.</summary>
    public int RowCount => _scores.RowCount;

    /// <summary>The position of each row's class among the target's, −1 where it is missing or unknown.</summary>
    public ReadOnlySpan<int> Classes => _scores.Classes;

    /// <summary>μ, the probability of the positive class, n values.</summary>
    public ReadOnlySpan<double> Probabilities => _scores.Probabilities;

    /// <summary>The leverage h = w·μ(1 − μ)·x̃ᵀCx̃ with the inverse information C (Pregibon 1981); of a row whose class is not known what it would be with its
    /// weight, or 1 where that is missing.</summary>
    public ReadOnlySpan<double> Leverages => _influence.Leverages;

    /// <summary>Cook's distance, (r/(1 − h))²·h/p with the Pearson residual r: how far the coefficients move without the row.</summary>
    public ReadOnlySpan<double> CooksDistances => _influence.CooksDistances;

    /// <summary>The Pearson residuals √w·(y − μ)/√(μ(1 − μ)).</summary>
    public ReadOnlySpan<double> PearsonResiduals => _influence.Pearson;

    /// <summary>The deviance residuals, the root of twice the row's weighted log loss, with the sign of y − μ.</summary>
    public ReadOnlySpan<double> DevianceResiduals => _influence.Deviance;

    /// <summary>The Pearson residuals divided by √(1 − h).</summary>
    public ReadOnlySpan<double> StandardisedPearsonResiduals => _influence.StandardisedPearson;

    /// <summary>The deviance residuals divided by √(1 − h).</summary>
    public ReadOnlySpan<double> StandardisedDevianceResiduals => _influence.StandardisedDeviance;

    /// <summary>The columns that were asked to be passed through, in the order they were named.</summary>
    public IReadOnlyList<TextColumn> KeptColumns => _scores.KeptColumns;

    /// <summary>For each feature how many cells were missing and imputed or taken as the level <c>(missing)</c>.</summary>
    public IReadOnlyList<long> MissingCells => _scores.MissingCells;

    /// <summary>For each feature how many cells had a level that training never saw.</summary>
    public IReadOnlyList<long> UnseenCells => _scores.UnseenCells;

    /// <summary>For each feature a few of the levels that training never saw.</summary>
    public IReadOnlyList<IReadOnlyList<string>> UnseenExamples => _scores.UnseenExamples;

    /// <summary>For each feature how many of the missing cells hold a spreadsheet's error value, such as <c>#DIV/0!</c>.</summary>
    public IReadOnlyList<long> SpreadsheetErrorCells => _scores.SpreadsheetErrorCells;

    /// <summary>The classes of the target's column that the model does not know, the first thousand of the chunk, each with the number of its rows.</summary>
    public IReadOnlyDictionary<string, long> UnknownClasses => _scores.UnknownClasses;
}
