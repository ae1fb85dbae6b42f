namespace LogReg.Evaluation;

/// <summary>Finds the best point of a cross-validation, and the simplest that is not clearly worse.</summary>
internal static class PointChoice
{
    /// <summary>The position of the best mean; of equal means that of the largest λ; −1 if no mean is finite.</summary>
    public static int Best(IReadOnlyList<CrossValidationPoint> points, ValidationMetric metric)
    {
        int best = -1;
        for (int index = 0; index < points.Count; index++)
        {
            double cost = Cost(points[index], metric);
            if (!double.IsFinite(cost))
            {
                continue;
            }

            double bestCost = best < 0 ? double.PositiveInfinity : Cost(points[best], metric);
            if (cost < bestCost || (cost == bestCost && points[index].Lambda > points[best].Lambda))
            {
                best = index;
            }
        }

        return best;
    }

    /// <summary>The position of the largest λ, at the α of the best point, whose mean is within one standard error of the best (Breiman et
    /// al., Classification and Regression Trees, 1984, §3.4.3); the best where it has no standard error.</summary>
    public static int WithinOneStandardError(IReadOnlyList<CrossValidationPoint> points, ValidationMetric metric, int best)
    {
        double limit = Cost(points[best], metric) + points[best].Of(metric).StandardError;
        int chosen = best;
        for (int index = 0; index < points.Count; index++)
        {
            if (points[index].Alpha == points[best].Alpha && Cost(points[index], metric) <= limit
                && points[index].Lambda > points[chosen].Lambda)
            {
                chosen = index;
            }
        }

        return chosen;
    }

    // The smaller the better.
    private static double Cost(CrossValidationPoint point, ValidationMetric metric) =>
        metric == ValidationMetric.LogLoss ? point.LogLoss.Mean : -point.Of(metric).Mean;
}
