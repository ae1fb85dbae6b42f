using System.Globalization;
using LogReg.Inference;
using LogReg.Numerics;
using LogReg.Terms;

namespace LogReg.Monitoring;

/// <summary>Population stability indices of counts.</summary>
internal static class StabilityIndex
{
    private const int MostLevels = 30;
    private const int FewestRows = 5;

    /// <summary>Compares the counts of a batch with those of training.</summary>
    /// <param name="training">The counts of training.</param>
    /// <param name="feature">The feature; <see langword="null"/> for the score.</param>
    /// <param name="batch">The counts of the batch in the same bins.</param>
    /// <param name="missing">The number of missing cells of the batch.</param>
    /// <param name="unseen">The number of levels of the batch that training did not see.</param>
    public static ShareDrift Of(BinCounts training, Feature? feature, ReadOnlySpan<long> batch, long missing, long unseen)
    {
        var bins = new List<(string Label, long Training, long Batch)>();
        (long Training, long Batch) other = (0, unseen);
        bool[] stands = StandsAlone(training);
        for (int place = 0; place < training.Counts.Length; place++)
        {
            if (stands[place])
            {
                bins.Add((LabelOf(training, feature, place), training.Counts[place], batch[place]));
            }
            else
            {
                other = (other.Training + training.Counts[place], other.Batch + batch[place]);
            }
        }

        bins.Add(("(other)", other.Training, other.Batch));
        bins.Add((Feature.MissingLevel, training.Missing, missing));
        return Of(training.Name, [.. bins.Where(bin => bin.Training + bin.Batch > 0)]);
    }

    /// <summary>The point that χ² with some degrees of freedom exceeds with a probability.</summary>
    /// <param name="probability">Between 0 and 1.</param>
    /// <param name="degreesOfFreedom">1 or more.</param>
    public static double UpperPoint(double probability, int degreesOfFreedom)
    {
        double low = 0;
        double high = degreesOfFreedom + 10;
        while (ChiSquared.UpperTail(high, degreesOfFreedom) > probability)
        {
            high *= 2;
        }

        while (true)
        {
            double middle = low + ((high - low) / 2);
            if (middle <= low || middle >= high)
            {
                return high;
            }

            (low, high) = ChiSquared.UpperTail(middle, degreesOfFreedom) > probability ? (middle, high) : (low, middle);
        }
    }

    private static ShareDrift Of(string name, IReadOnlyList<(string Label, long Training, long Batch)> bins)
    {
        double trainingRows = bins.Sum(bin => bin.Training);
        double batchRows = bins.Sum(bin => bin.Batch);
        double added = bins.Any(bin => bin.Training == 0 || bin.Batch == 0) ? 0.5 : 0;
        double stability = 0;
        foreach ((_, long training, long batch) in bins)
        {
            double trainingShare = (training + added) / (trainingRows + (added * bins.Count));
            double batchShare = (batch + added) / (batchRows + (added * bins.Count));
            stability += (batchShare - trainingShare) * ElementaryFunctions.Log(batchShare / trainingShare);
        }

        int degrees = bins.Count - 1;
        double scale = (1 / trainingRows) + (1 / batchRows);
        double Point(double probability) => degrees < 1 ? 0 : scale * UpperPoint(probability, degrees);
        return new ShareDrift(
            name,
            batchRows == 0 ? double.NaN : stability,
            degrees,
            scale,
            [.. bins.Select(bin => new ShareBin(bin.Label, bin.Training / trainingRows, bin.Batch / batchRows))])
        {
            Point95 = Point(0.05),
            Point99 = Point(0.01),
            Point999 = Point(0.001),
            PValue = degrees < 1 || batchRows == 0 ? double.NaN : PValue(bins, trainingRows, batchRows, stability / scale),
        };
    }

    // With few rows in a bin, the index alone is beyond its points up to four times too often, Pearson's test far more often, and never all
    // three.
    private static double PValue(
        IReadOnlyList<(string Label, long Training, long Batch)> bins, double trainingRows, double batchRows, double scaledIndex)
    {
        double squares = 0;
        double deviance = 0;
        foreach ((_, long training, long batch) in bins)
        {
            foreach ((double count, double rows) in ((double, double)[])[(training, trainingRows), (batch, batchRows)])
            {
                double expected = rows * (training + batch) / (trainingRows + batchRows);
                squares += (count - expected) * (count - expected) / expected;
                deviance += count == 0 ? 0 : 2 * count * ElementaryFunctions.Log(count / expected);
            }
        }

        return ChiSquared.UpperTail(Math.Min(scaledIndex, Math.Min(squares, deviance)), bins.Count - 1);
    }

    // Rare levels stand together: the index of a bin with next to no rows is chance.
    private static bool[] StandsAlone(BinCounts training)
    {
        if (training.Limits is not null)
        {
            return Array.ConvertAll(training.Counts, _ => true);
        }

        bool[] stands = new bool[training.Counts.Length];
        foreach ((int place, _) in training.Counts.Index().Where(pair => pair.Item >= FewestRows).OrderByDescending(pair => pair.Item)
            .Take(MostLevels))
        {
            stands[place] = true;
        }

        return stands;
    }

    private static string LabelOf(BinCounts training, Feature? feature, int place)
    {
        if (training.Limits is not double[] limits)
        {
            return ((CategoricalFeature)feature!).Levels[place];
        }

        return limits.Length == 0 ? "all"
            : place == 0 ? $"up to {Text(limits[0])}"
            : place == limits.Length ? $"above {Text(limits[^1])}"
            : $"{Text(limits[place - 1])} to {Text(limits[place])}";

        string Text(double limit) => feature is NumericFeature { DateOrder: not null }
            ? DateTime.UnixEpoch.AddDays(limit).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : limit.ToString("G6", CultureInfo.InvariantCulture);
    }
}
