using LogReg.Charts.Text;
using LogReg.Inference;

namespace LogReg.Charts.Plots;

/// <summary>A row of which one feature changes: the others have the values that were chosen or typical ones, and the offset is 0.</summary>
internal sealed class TypicalRow
{
    private readonly EffectChoice _choice;
    private readonly LogisticModel _model;
    private readonly double[] _values;
    private readonly double[] _probabilities;

    /// <param name="choice">The feature that changes, and the values of the others.</param>
    /// <param name="group">The position of a group.</param>
    public TypicalRow(EffectChoice choice, int group)
    {
        _choice = choice;
        _model = choice.Model;
        _values = choice.RowOf(group);
        _probabilities = new double[_model.Target.Classes.Count];
    }

    private bool HasIntervals => _model.Target.IsBinary && _model.Inference?.Covariance is not null;

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
            for (int curve = 0; curve < _model.Target.ScoredClasses.Count; curve++)
            {
                EffectAnswer answer = At(value, curve);
                if (double.IsNaN(answer.Probability) || (HasIntervals && double.IsNaN(answer.Lower + answer.Upper)))
                {
                    throw OutOfRange(value);
                }
            }
        }
    }

    /// <summary>The answer where the feature has a value.</summary>
    /// <param name="value">A number, or the position of a level.</param>
    /// <param name="curve">The position of a class among those with a probability to be drawn.</param>
    /// <exception cref="LogRegException">The model's numbers are so large that their sum is not defined.</exception>
    public EffectAnswer At(double value, int curve)
    {
        _values[_choice.Index] = value;
        if (!_model.Target.IsBinary)
        {
            _model.PredictProbabilities(_values, _probabilities);
            return new EffectAnswer(Defined(_probabilities[curve]), double.NaN, double.NaN);
        }

        double probability = Defined(_model.PredictProbability(_values));
        if (!HasIntervals)
        {
            return new EffectAnswer(probability, double.NaN, double.NaN);
        }

        // Where rounding has eaten the variance, nothing is known.
        ConfidenceInterval interval = _model.PredictInterval(_values, _model.Inference!.Confidence);
        return double.IsNaN(interval.Lower) || double.IsNaN(interval.Upper)
            ? new EffectAnswer(probability, 0, 1)
            : new EffectAnswer(probability, interval.Lower, interval.Upper);
    }

    private LogRegException OutOfRange(double value) => new(
        $"with {Printable.Cut(_choice.Feature.Name, 80)} = {_choice.Text(_choice.Index, value, digits: 4)} and the other features at "
            + $"typical values, the log-odds leave the range of a double",
        "the means, ranges or coefficients in the model file cannot be right: train the model again");

    private static double Defined(double probability) => double.IsNaN(probability)
        ? throw new LogRegException(
            "the model's coefficients or means are so large that it has no probability for a typical row",
            "train the model again, with columns in other units")
        : probability;
}
