using System.Globalization;
using LogReg.Charts.Text;
using LogReg.Inference;
using LogReg.Terms;

namespace LogReg.Charts.Plots;

/// <summary>A row of which one feature changes: the others are at their mean or most frequent level, and the offset is 0.</summary>
internal sealed class TypicalRow
{
    private readonly LogisticModel _model;
    private readonly int _changed;
    private readonly double[] _values;
    private readonly double[] _probabilities;

    /// <param name="model">The model.</param>
    /// <param name="changed">The position of the feature that changes.</param>
    public TypicalRow(LogisticModel model, int changed)
    {
        _model = model;
        _changed = changed;
        _values = [.. model.Features.Select(feature => feature.TypicalCell)];
        _probabilities = new double[model.Target.Classes.Count];
    }

    /// <summary>The classes that have a probability to be drawn: of two the positive one.</summary>
    public IReadOnlyList<string> Classes => _model.Target.ScoredClasses;

    /// <summary>Whether the model knows how sure a probability is.</summary>
    public bool HasIntervals => _model.Target.IsBinary && _model.Inference?.Covariance is not null;

    /// <summary>The confidence of the intervals.</summary>
    public double Confidence => _model.Inference?.Confidence ?? double.NaN;

    /// <summary>The values of the other features.</summary>
    public string Others =>
        string.Join(
            ", ",
            _model.Features.Select((feature, index) => (feature, index)).Where(pair => pair.index != _changed)
                .Select(pair => $"{pair.feature.Name} {Text(pair.index, _values[pair.index], digits: 3)}"));

    /// <summary>Makes sure that there is something to draw.</summary>
    /// <param name="values">The ends of the range of a number, or the positions of all levels.</param>
    /// <exception cref="LogRegException">The log-odds leave the range of a double, as those of a model that was written by hand
    /// can.</exception>
    public void RequireFinite(double[] values)
    {
        if (!double.IsFinite(values[^1] - values[0]))
        {
            throw OutOfRange(values[0]);
        }

        foreach (double value in values)
        {
            for (int curve = 0; curve < Classes.Count; curve++)
            {
                TypicalAnswer answer = At(value, curve);
                if (double.IsNaN(answer.Probability) || (HasIntervals && double.IsNaN(answer.Lower + answer.Upper)))
                {
                    throw OutOfRange(value);
                }
            }
        }
    }

    private LogRegException OutOfRange(double value) => new(
        $"with {Printable.Cut(_model.Features[_changed].Name, 80)} = {Text(_changed, value, digits: 4)} and the other features at typical values, the "
            + $"log-odds leave the range of a double",
        "the means, ranges or coefficients in the model file cannot be right: train the model again");

    private string Text(int feature, double value, int digits) => _model.Features[feature] is CategoricalFeature levels
        ? levels.Levels[(int)value]
        : NumberFormat.Significant(value, digits);

    /// <summary>The answer where the feature has a value.</summary>
    /// <param name="value">A number, or the position of a level.</param>
    /// <param name="curve">The position of a class in <see cref="Classes"/>.</param>
    /// <exception cref="LogRegException">The model's numbers are so large that their sum is not defined.</exception>
    public TypicalAnswer At(double value, int curve)
    {
        _values[_changed] = value;
        if (!_model.Target.IsBinary)
        {
            _model.PredictProbabilities(_values, _probabilities);
            return new TypicalAnswer(Defined(_probabilities[curve]), double.NaN, double.NaN);
        }

        double probability = Defined(_model.PredictProbability(_values));
        if (!HasIntervals)
        {
            return new TypicalAnswer(probability, double.NaN, double.NaN);
        }

        // Where rounding has eaten the variance, nothing is known.
        ConfidenceInterval interval = _model.PredictInterval(_values, Confidence);
        return double.IsNaN(interval.Lower) || double.IsNaN(interval.Upper)
            ? new TypicalAnswer(probability, 0, 1)
            : new TypicalAnswer(probability, interval.Lower, interval.Upper);
    }

    private static double Defined(double probability) => double.IsNaN(probability)
        ? throw new LogRegException(
            "the model's coefficients or means are so large that it has no probability for a typical row",
            "train the model again, with columns in other units")
        : probability;
}

/// <summary>A probability with its interval.</summary>
/// <param name="Probability">The probability.</param>
/// <param name="Lower">The interval's lower end; NaN for none.</param>
/// <param name="Upper">The interval's upper end; NaN for none.</param>
internal readonly record struct TypicalAnswer(double Probability, double Lower, double Upper)
{
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Probability:0.0%}{(double.IsNaN(Lower) ? "" : string.Create(CultureInfo.InvariantCulture, $" ({Lower:0.0%} to {Upper:0.0%})"))}");
}
