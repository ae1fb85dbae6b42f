namespace LogReg.Evaluation;

/// <summary>A metric on held-out rows, estimated from folds.</summary>
/// <param name="Mean">The mean over the folds, weighted by their rows; NaN if the metric is undefined in every fold.</param>
/// <param name="StandardError">The standard error of the mean, √(Σ_k w_k(m_k − mean)²/Σ_k w_k/(K − 1)) over the K folds in which the metric
/// is defined; NaN if these are fewer than two, or if the mean is not finite.</param>
public sealed record MetricEstimate(double Mean, double StandardError)
{
    /// <summary>Estimates a metric from its values in the folds; NaN means that it is undefined in a fold.</summary>
    internal static MetricEstimate Of(ReadOnlySpan<double> values, ReadOnlySpan<double> weights)
    {
        double weightSum = 0;
        double sum = 0;
        int count = 0;
        for (int fold = 0; fold < values.Length; fold++)
        {
            if (!double.IsNaN(values[fold]))
            {
                weightSum += weights[fold];
                sum += weights[fold] * values[fold];
                count++;
            }
        }

        double mean = sum / weightSum;
        if (count < 2 || !double.IsFinite(mean))
        {
            return new MetricEstimate(mean, double.NaN);
        }

        double squares = 0;
        for (int fold = 0; fold < values.Length; fold++)
        {
            double difference = values[fold] - mean;
            squares += double.IsNaN(difference) ? 0 : weights[fold] * difference * difference;
        }

        return new MetricEstimate(mean, Math.Sqrt(squares / weightSum / (count - 1)));
    }
}
