using LogReg.Scoring;

namespace LogReg;

/// <content>Prediction for one row, with flags for unusual cells.</content>
public sealed partial class LogisticModel
{
    /// <summary>
    /// Predicts a row given by column names, and flags cells unlike any in the training rows: unseen levels, missing numbers, and numbers
    /// out of range.
    /// </summary>
    /// <param name="row">As for <see cref="PredictProbability(IReadOnlyDictionary{string, object?})"/>.</param>
    /// <returns>The class, the probabilities and the flags.</returns>
    /// <exception cref="ArgumentException">As for <see cref="PredictProbability(IReadOnlyDictionary{string, object?})"/>.</exception>
    public ScoredRow Score(IReadOnlyDictionary<string, object?> row) =>
        Layout.HasSparseTerms
            ? ToScoredRow(Predict(row), PredictProbabilities(row), RowFlags.Of(Layout, ToChunk(row)))
            : ToScoredRow(Predict(row), PredictProbabilities(row), RowFlags.Of(Layout, ToSpanRow(row)));

    /// <summary>Predicts a row, and flags cells unlike any in the training rows: unseen levels, missing numbers, and numbers out of
    /// range.</summary>
    /// <param name="row">As for <see cref="LogOdds(ReadOnlySpan{double})"/>.</param>
    /// <returns>The class, the probabilities and the flags.</returns>
    /// <exception cref="ArgumentException">As for <see cref="LogOdds(ReadOnlySpan{double})"/>.</exception>
    public ScoredRow Score(ReadOnlySpan<double> row)
    {
        double[] probabilities = new double[Target.Classes.Count];
        PredictProbabilities(row, probabilities);
        return ToScoredRow(Predict(row), probabilities, RowFlags.Of(Layout, row));
    }

    private ScoredRow ToScoredRow(string prediction, double[] probabilities, IReadOnlyList<RowFlag> flags) => new()
    {
        Prediction = prediction,
        Probability = Target.IsBinary ? probabilities[Target.PositiveIndex] : null,
        Probabilities = probabilities,
        Flags = flags,
    };
}
