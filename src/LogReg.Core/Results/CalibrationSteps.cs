using LogReg.Equations;
using LogReg.Numerics;

namespace LogReg;

/// <summary>A step function from the log-odds of an equation to probabilities, as isotonic calibration finds it. A model that has one
/// predicts its probabilities; coefficients and contributions are those of the equation before it.</summary>
public sealed class CalibrationSteps
{
    private readonly double[] _limits;
    private readonly double[] _logOdds;
    private readonly double[] _applied;

    /// <param name="limits">As <see cref="Limits"/>.</param>
    /// <param name="probabilities">As <see cref="Probabilities"/>.</param>
    /// <exception cref="ArgumentException">There is not one probability more than limits, or they do not rise, or a probability is not
    /// between 0 and 1.</exception>
    internal CalibrationSteps(IReadOnlyList<double> limits, IReadOnlyList<double> probabilities)
    {
        _limits = [.. limits];
        Probabilities = [.. probabilities];
        if (probabilities.Count != limits.Count + 1)
        {
            throw new ArgumentException("There must be one probability more than limits.", nameof(probabilities));
        }

        if (!_limits.All(double.IsFinite) || !Rises(_limits))
        {
            throw new ArgumentException("The limits must be finite and rise.", nameof(limits));
        }

        if (!probabilities.All(one => one is > 0 and < 1) || !Rises(Probabilities))
        {
            throw new ArgumentException("The probabilities must be between 0 and 1 and rise.", nameof(probabilities));
        }

        _logOdds = [.. probabilities.Select(LogOddsOf)];
        _applied = Array.ConvertAll(_logOdds, LogisticFunctions.Sigmoid);
    }

    /// <summary>The log-odds of the equation at which the probability rises: finite and rising, one fewer than
    /// <see cref="Probabilities"/>. Each belongs to the step above it.</summary>
    public IReadOnlyList<double> Limits => _limits;

    /// <summary>The probability of the positive class on each step: between 0 and 1, rising.</summary>
    public IReadOnlyList<double> Probabilities { get; }

    /// <summary>The step function as predictions have it.</summary>
    internal EquationCalibration Write() => new(Limits, _applied);

    /// <summary>The probability of a row.</summary>
    /// <param name="logOdds">The log-odds of the equation, with the offset.</param>
    internal double ProbabilityAt(double logOdds) => _applied[StepOf(logOdds)];

    /// <summary>The log-odds of the probability of a row, finite.</summary>
    /// <param name="logOdds">The log-odds of the equation, with the offset.</param>
    internal double LogOddsAt(double logOdds) => _logOdds[StepOf(logOdds)];

    /// <summary>The log-odds of the probabilities of rows, finite.</summary>
    /// <param name="logOdds">The log-odds of the equation, with offsets.</param>
    internal double[] LogOddsAt(ReadOnlySpan<double> logOdds)
    {
        double[] calibrated = new double[logOdds.Length];
        for (int row = 0; row < calibrated.Length; row++)
        {
            calibrated[row] = LogOddsAt(logOdds[row]);
        }

        return calibrated;
    }

    private int StepOf(double logOdds)
    {
        int place = Array.BinarySearch(_limits, logOdds);
        return place >= 0 ? place + 1 : ~place;
    }

    // All that compares a probability with a threshold has it as σ(log-odds), which must not lie below it by rounding: a threshold at the
    // probability of a step takes its rows.
    private static double LogOddsOf(double probability)
    {
        double logOdds = ElementaryFunctions.Log(probability / (1 - probability));
        while (LogisticFunctions.Sigmoid(logOdds) < probability)
        {
            logOdds = Math.BitIncrement(logOdds);
        }

        return logOdds;
    }

    private static bool Rises(IReadOnlyList<double> values) => values.Zip(values.Skip(1)).All(pair => pair.First < pair.Second);
}
