namespace LogReg;

/// <summary>How the scores and the cells of a sample of the training rows are distributed, so that later rows can be compared with
/// them.</summary>
/// <param name="Rows">The number of rows in the sample.</param>
/// <param name="RocAuc">The area under the ROC curve of its training rows; NaN if it is not known.</param>
/// <param name="Score">The log-odds; <see langword="null"/> if there is no single score.</param>
/// <param name="Features">The features with cells of one number or level each, in the order of the model.</param>
internal sealed record TrainingShares(long Rows, double RocAuc, BinCounts? Score, IReadOnlyList<BinCounts> Features);

/// <summary>How many rows of a sample have a number in each interval, or each level.</summary>
/// <param name="Name">The name of the feature; empty for the score.</param>
/// <param name="Limits">The upper limits of all intervals but the last, rising, each belonging to the interval below it;
/// <see langword="null"/> for levels.</param>
/// <param name="Counts">The number of rows in each interval, one more than limits, or of each level of the feature, without that of missing
/// cells.</param>
/// <param name="Missing">The number of rows with a missing cell.</param>
internal sealed record BinCounts(string Name, double[]? Limits, long[] Counts, long Missing)
{
    /// <summary>The number of rows.</summary>
    public long Total => Counts.Sum() + Missing;

    /// <summary>The interval of a number.</summary>
    /// <param name="limits">The limits, rising.</param>
    /// <param name="value">The number, not NaN.</param>
    public static int PlaceOf(double[] limits, double value)
    {
        int place = Array.BinarySearch(limits, value);
        return place >= 0 ? place : ~place;
    }
}
