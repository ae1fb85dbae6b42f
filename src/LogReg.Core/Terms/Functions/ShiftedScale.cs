using LogReg.Equations;

namespace LogReg.Terms;

/// <summary>(x − m)/s: the distance from the mean of the training rows, in standard deviations of the sample if the function scales, as R's
/// <c>scale</c>.</summary>
/// <param name="Mean">m, the (weighted) mean.</param>
/// <param name="Scale">s, above 0; 1 if the function only centres.</param>
internal sealed record ShiftedScale(double Mean, double Scale) : NumberFunction
{
    /// <summary>Fits the constants.</summary>
    /// <param name="values">The training values.</param>
    /// <param name="weights">Their weights; empty if all are 1.</param>
    /// <param name="scales">Whether the function divides by the standard deviation.</param>
    public static ShiftedScale Fit(ReadOnlySpan<double> values, ReadOnlySpan<double> weights, bool scales)
    {
        double weightSum = 0;
        double sum = 0;
        for (int row = 0; row < values.Length; row++)
        {
            double weight = weights.IsEmpty ? 1 : weights[row];
            weightSum += weight;
            sum += weight * values[row];
        }

        double mean = weightSum > 0 ? sum / weightSum : 0;
        double squares = 0;
        for (int row = 0; row < values.Length && scales; row++)
        {
            double difference = values[row] - mean;
            squares += (weights.IsEmpty ? 1 : weights[row]) * difference * difference;
        }

        double deviation = weightSum > 1 ? Math.Sqrt(squares / (weightSum - 1)) : 0;
        return new ShiftedScale(mean, deviation > 0 ? deviation : 1);
    }

    /// <inheritdoc/>
    public override int LinearPlace => 0;

    /// <inheritdoc/>
    public override IReadOnlyList<NumberExpression> Write(NumberExpression number, string name, EquationBuilder builder)
    {
        var difference = new SumNumber([number, new ConstantNumber(-Mean)]);
        return [Scale == 1 ? difference : new QuotientNumber(difference, Scale)];
    }

    /// <inheritdoc/>
    public override void Evaluate(double number, Span<double> values) => values[0] = (number - Mean) / Scale;

    /// <inheritdoc/>
    public override double? Invert(double value) => Mean + (Scale * value);
}
