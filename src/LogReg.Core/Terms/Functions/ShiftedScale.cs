using LogReg.Collectives;
using LogReg.Equations;

namespace LogReg.Terms;

/// <summary>(x − m)/s: the distance from the mean of the training rows, in standard deviations of the sample if the function scales, as R's
/// <c>scale</c>.</summary>
/// <param name="Mean">m, the (weighted) mean.</param>
/// <param name="Scale">s, above 0; 1 if the function only centres.</param>
internal sealed record ShiftedScale(double Mean, double Scale) : NumberFunction
{
    /// <summary>Fits the constants.</summary>
    /// <param name="numbers">The training values.</param>
    /// <param name="scales">Whether the function divides by the standard deviation.</param>
    public static ShiftedScale Fit(WeightedNumbers numbers, bool scales)
    {
        PartSums sums = numbers.Rows.StartSums(2);
        foreach (RowPart part in numbers.Rows.Own)
        {
            Span<double> own = sums.OfChunk(part.Chunk);
            for (int row = part.First; row < part.End; row++)
            {
                double weight = numbers.WeightOf(row);
                own[0] += weight;
                own[1] += weight * numbers.Values[row];
            }
        }

        double[] total = sums.Total();
        double weightSum = total[0];
        double mean = weightSum > 0 ? total[1] / weightSum : 0;
        double squares = scales ? SquaresAround(mean, numbers) : 0;
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

    private static double SquaresAround(double mean, WeightedNumbers numbers)
    {
        PartSums sums = numbers.Rows.StartSums(1);
        foreach (RowPart part in numbers.Rows.Own)
        {
            double own = 0;
            for (int row = part.First; row < part.End; row++)
            {
                double difference = numbers.Values[row] - mean;
                own += numbers.WeightOf(row) * difference * difference;
            }

            sums.OfChunk(part.Chunk)[0] = own;
        }

        return sums.Total()[0];
    }
}
