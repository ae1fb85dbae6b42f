namespace LogReg.Monitoring;

/// <summary>
/// The area under the ROC curve with DeLong's standard error, from ranks (X. Sun and W. Xu, <i>Fast implementation of DeLong's
/// algorithm</i>, IEEE Signal Processing Letters 21, 2014), also of weighted rows. Where that error is 0, as of an area of 1 or of equal
/// scores, it says nothing of chance: then the interval has the areas θ within z standard errors of the estimate by J. A. Hanley and
/// B. J. McNeil (1982) at θ (R. G. Newcombe, <i>Confidence intervals for an effect size measure based on the Mann–Whitney statistic</i>,
/// Statistics in Medicine 25, 2006, method 5).
/// </summary>
/// <param name="Area">The area; NaN without rows of both classes.</param>
/// <param name="Error">DeLong's standard error; NaN with fewer than two rows of a class.</param>
/// <param name="Positive">The number of positive rows, or how many their weights are worth: (Σw)²/Σw².</param>
/// <param name="Negative">The same of negative rows.</param>
internal sealed record AreaInterval(double Area, double Error, double Positive, double Negative)
{
    private const double Quantile = 1.959963984540054;
    private const int Halvings = 60;

    // What rounding leaves of an error of 0.
    private const double SmallestError = 1e-9;

    /// <summary>The area with its 95% interval, from 0 to 1; NaN without rows of both classes.</summary>
    public IntervalEstimate Interval => double.IsNaN(Area) ? new IntervalEstimate(Area, double.NaN, double.NaN)
        : Error > SmallestError ? new IntervalEstimate(Area, Math.Max(0, Area - (Quantile * Error)), Math.Min(1, Area + (Quantile * Error)))
        : new IntervalEstimate(Area, Bound(0), Bound(1));

    /// <summary>Computes the area.</summary>
    /// <param name="scores">The scores.</param>
    /// <param name="isPositive">Whether each row is positive.</param>
    /// <param name="weights">The weights of the rows, above 0; empty if every row has weight 1.</param>
    public static AreaInterval Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> isPositive, ReadOnlySpan<double> weights = default)
    {
        int[] order = [.. Enumerable.Range(0, scores.Length)];
        Array.Sort(scores.ToArray(), order);
        double[] placements = new double[scores.Length];
        (double positive, double negative) = Place(scores, isPositive, weights, order, placements);
        double area = 0;
        for (int row = 0; row < scores.Length; row++)
        {
            area += isPositive[row] ? WeightOf(weights, row) * placements[row] : 0;
        }

        area = positive > 0 && negative > 0 ? area / positive : double.NaN;
        (double ofPositive, double positiveRows) = Part(isPositive, weights, placements, area, isOfPositive: true, positive);
        (double ofNegative, double negativeRows) = Part(isPositive, weights, placements, area, isOfPositive: false, negative);
        return new AreaInterval(area, Math.Sqrt(ofPositive + ofNegative), positiveRows, negativeRows);
    }

    /// <summary>The standard error that an area has by Hanley and McNeil.</summary>
    /// <param name="area">The area.</param>
    /// <param name="positive">The number of positive rows.</param>
    /// <param name="negative">The number of negative rows.</param>
    public static double ErrorAt(double area, double positive, double negative)
    {
        double first = area / (2 - area);
        double second = 2 * area * area / (1 + area);
        double square = area * area;
        return Math.Sqrt(
            Math.Max(0, (area * (1 - area)) + ((positive - 1) * (first - square)) + ((negative - 1) * (second - square)))
                / (positive * negative));
    }

    /// <summary>The probability of an area so small or smaller if the true one is that of a reference.</summary>
    /// <param name="reference">The area of the reference.</param>
    /// <param name="referenceError">Its standard error; 0 if it is not known.</param>
    public double ChanceBelow(double reference, double referenceError)
    {
        double error = Math.Max(double.IsNaN(Error) ? 0 : Error, ErrorAt(reference, Positive, Negative));
        return ChanceTests.UpperTail(
            (reference - Area) / Math.Sqrt((error * error) + (referenceError * referenceError)), Math.Min(Positive, Negative) - 1);
    }

    // Where a row of one class stands among those of the other: the share of negative rows below a positive one, of positive rows above a
    // negative one, equal ones by half.
    private static (double Positive, double Negative) Place(
        ReadOnlySpan<double> scores, ReadOnlySpan<bool> isPositive, ReadOnlySpan<double> weights, int[] order, double[] placements)
    {
        double positive = 0;
        double negative = 0;
        for (int start = 0, end; start < order.Length; start = end)
        {
            double ownPositive = 0;
            double ownNegative = 0;
            for (end = start; end < order.Length && scores[order[end]] == scores[order[start]]; end++)
            {
                double weight = WeightOf(weights, order[end]);
                (ownPositive, ownNegative) =
                    isPositive[order[end]] ? (ownPositive + weight, ownNegative) : (ownPositive, ownNegative + weight);
            }

            for (int place = start; place < end; place++)
            {
                placements[order[place]] = isPositive[order[place]] ? negative + (ownNegative / 2) : positive + (ownPositive / 2);
            }

            positive += ownPositive;
            negative += ownNegative;
        }

        for (int row = 0; row < placements.Length; row++)
        {
            placements[row] = isPositive[row] ? placements[row] / negative : 1 - (placements[row] / positive);
        }

        return (positive, negative);
    }

    private static (double Variance, double Rows) Part(
        ReadOnlySpan<bool> isPositive,
        ReadOnlySpan<double> weights,
        double[] placements,
        double area,
        bool isOfPositive,
        double total)
    {
        double squares = 0;
        double spread = 0;
        for (int row = 0; row < placements.Length; row++)
        {
            if (isPositive[row] == isOfPositive)
            {
                double weight = WeightOf(weights, row);
                double distance = placements[row] - area;
                squares += weight * weight;
                spread += weight * weight * distance * distance;
            }
        }

        double rows = total == 0 ? 0 : total * total / squares;
        return (rows > 1 ? spread / (total * total) * rows / (rows - 1) : double.NaN, rows);
    }

    private static double WeightOf(ReadOnlySpan<double> weights, int row) => weights.IsEmpty ? 1 : weights[row];

    private double Bound(double end)
    {
        double inside = Area;
        double outside = end;
        for (int halving = 0; halving < Halvings; halving++)
        {
            double middle = inside + ((outside - inside) / 2);
            (inside, outside) = Math.Abs(Area - middle) <= Quantile * ErrorAt(middle, Positive, Negative)
                ? (middle, outside)
                : (inside, middle);
        }

        return Math.Abs(Area - end) <= Quantile * ErrorAt(end, Positive, Negative) ? end : inside;
    }
}
