namespace LogReg.Updating;

/// <summary>
/// Isotonic calibration: the rising step function of the log-odds with the largest likelihood, which the pool-adjacent-violators algorithm
/// finds (B. Zadrozny and C. Elkan, <i>Transforming classifier scores into accurate multiclass probability estimates</i>, KDD 2002). Rows
/// with the same log-odds are one point. Between two steps, the probability rises half-way between their nearest rows.
/// </summary>
internal static class IsotonicFit
{
    /// <summary>With fewer rows, the steps follow chance (the guide of scikit-learn has the same limit).</summary>
    public const int FewestRows = 1000;

    /// <summary>Fits the step function.</summary>
    /// <param name="logOdds">The log-odds of the equation, with offsets, n values.</param>
    /// <param name="classes">1 for a positive row, 0 for a negative one, n values with both classes.</param>
    /// <param name="weights">How many rows each row counts as, above 0; <see langword="null"/> for one.</param>
    public static CalibrationSteps Of(ReadOnlySpan<double> logOdds, int[] classes, double[]? weights)
    {
        List<Block> blocks = Pool(Points(logOdds, classes, weights));
        PoolEnds(blocks);
        return new CalibrationSteps(
            [.. blocks.Zip(blocks.Skip(1), (below, above) => Between(below.Last, above.First))],
            [.. blocks.Select(block => block.Share)]);
    }

    // Rounded, so that rows that differ by rounding alone are one point and a limit stands clear of all rows.
    private static List<Block> Points(ReadOnlySpan<double> logOdds, int[] classes, double[]? weights)
    {
        double[] scores = new double[logOdds.Length];
        for (int row = 0; row < scores.Length; row++)
        {
            scores[row] = BinCounts.RoundedScore(logOdds[row]);
        }

        int[] order = [.. Enumerable.Range(0, scores.Length).OrderBy(row => scores[row])];
        var points = new List<Block>();
        foreach (int row in order)
        {
            double weight = weights?[row] ?? 1;
            var own = new Block(scores[row], scores[row], weight, weight * classes[row]);
            if (points.Count > 0 && points[^1].Last == own.First)
            {
                points[^1] = points[^1].With(own);
            }
            else
            {
                points.Add(own);
            }
        }

        return points;
    }

    private static List<Block> Pool(List<Block> points)
    {
        var blocks = new List<Block>();
        foreach (Block point in points)
        {
            Block block = point;
            while (blocks.Count > 0 && blocks[^1].Events / blocks[^1].Rows >= block.Events / block.Rows)
            {
                block = blocks[^1].With(block);
                blocks.RemoveAt(blocks.Count - 1);
            }

            blocks.Add(block);
        }

        return blocks;
    }

    // A probability of 0 or 1 would make the loss of the first exception infinite: a block of one class counts half an event more in a row
    // more. Where that puts a block beyond its neighbour, the two are one.
    private static void PoolEnds(List<Block> blocks)
    {
        while (blocks.Count > 1 && blocks[0].Share >= blocks[1].Share)
        {
            blocks[0] = blocks[0].With(blocks[1]);
            blocks.RemoveAt(1);
        }

        while (blocks.Count > 1 && blocks[^1].Share <= blocks[^2].Share)
        {
            blocks[^2] = blocks[^2].With(blocks[^1]);
            blocks.RemoveAt(blocks.Count - 1);
        }
    }

    private static double Between(double below, double above)
    {
        double middle = below + ((above - below) / 2);
        return middle > below ? middle : above;
    }

    private readonly record struct Block(double First, double Last, double Rows, double Events)
    {
        public double Share => Events == 0 || Events == Rows ? (Events + 0.5) / (Rows + 1) : Events / Rows;

        public Block With(Block above) => new(First, above.Last, Rows + above.Rows, Events + above.Events);
    }
}
