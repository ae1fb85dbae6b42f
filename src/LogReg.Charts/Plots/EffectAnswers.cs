using System.Globalization;

namespace LogReg.Charts.Plots;

/// <summary>The probabilities that an effect consists of: for each group, class and value of the feature.</summary>
internal sealed class EffectAnswers
{
    private readonly Dictionary<double, int> _places;
    private readonly Func<int, int, int, EffectAnswer> _answer;

    private EffectAnswers(double[] values, bool hasIntervals, Func<int, int, int, EffectAnswer> answer)
    {
        _places = values.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        HasIntervals = hasIntervals;
        _answer = answer;
    }

    /// <summary>Whether the model knows how sure a probability is.</summary>
    public bool HasIntervals { get; }

    /// <summary>How many rows the probabilities are averages of; 0 if they are those of typical rows.</summary>
    public long Rows { get; private init; }

    /// <summary>Computes the answers.</summary>
    /// <param name="choice">The feature that changes, and the values of the others.</param>
    /// <param name="values">The values of the feature, each once: numbers or positions of levels; NaN for a missing cell.</param>
    /// <param name="rows">The rows to average over, or <see langword="null"/> for a typical row.</param>
    /// <exception cref="LogRegException">The model's numbers are so large that a probability is not defined, or the rows cannot be
    /// read.</exception>
    public static EffectAnswers Of(EffectChoice choice, double[] values, EffectData? rows)
    {
        bool hasIntervals = choice.Model.Target.IsBinary && choice.Model.Inference?.Covariance is not null;
        int classes = choice.Model.Target.ScoredClasses.Count;
        if (rows is null)
        {
            EffectAnswer[][][] own =
            [
                .. choice.Groups.Select((_, group) => new TypicalRow(choice, group)).Select(row =>
                    Enumerable.Range(0, classes).Select(curve => Array.ConvertAll(values, value => row.At(value, curve))).ToArray()),
            ];
            return new EffectAnswers(values, hasIntervals, (group, curve, place) => own[group][curve][place]);
        }

        IReadOnlyDictionary<string, object?>[] settings =
            [.. choice.Groups.SelectMany((_, group) => values.Select(value => choice.SettingOf(group, value)))];
        var options = new AveragingOptions
        {
            Confidence = choice.Model.Inference?.Confidence ?? 0.95,
            WeightColumn = rows.Options.WeightColumn,
        };
        IReadOnlyList<AveragePrediction> averages =
            choice.Model.PredictAverages(rows.Source, settings, options, rows.Progress, rows.CancellationToken);
        int positive = choice.Model.Target.PositiveIndex;
        return new EffectAnswers(
            values,
            hasIntervals,
            (group, curve, place) => averages[(group * values.Length) + place] is var average && positive < 0
                ? new EffectAnswer(average.Probabilities[curve], double.NaN, double.NaN)
                : new EffectAnswer(average.Probabilities[positive], average.Interval.Lower, average.Interval.Upper))
        {
            Rows = averages[0].Rows,
        };
    }

    /// <summary>The probability with its interval.</summary>
    /// <param name="value">One of the values for which there are answers.</param>
    /// <param name="curve">The group and the class.</param>
    public EffectAnswer At(double value, EffectCurve curve) => _answer(curve.Group, curve.Class, _places[value]);
}

/// <summary>A probability with its interval.</summary>
/// <param name="Probability">The probability.</param>
/// <param name="Lower">The interval's lower end; NaN for none.</param>
/// <param name="Upper">The interval's upper end; NaN for none.</param>
internal readonly record struct EffectAnswer(double Probability, double Lower, double Upper)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Probability:0.0%}")
        + (double.IsNaN(Lower) ? "" : string.Create(CultureInfo.InvariantCulture, $" ({Lower:0.0%} to {Upper:0.0%})"));
}
