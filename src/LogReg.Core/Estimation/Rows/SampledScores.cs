using LogReg.Collectives;
using LogReg.Evaluation;
using LogReg.Numerics;

namespace LogReg.Estimation;

/// <summary>The scores of some training rows.</summary>
/// <param name="scores">With two classes, the log-odds; with K classes, the logarithms of their probabilities, row by row.</param>
/// <param name="classes">The class of each row; −1 if it did not train.</param>
/// <param name="width">The number of scores of a row.</param>
/// <param name="rows">Which rows they are of those of all processes; <see langword="null"/> where all are here.</param>
internal sealed class SampledScores(double[] scores, int[] classes, int width, RowParts? rows = null)
{
    /// <summary>Takes an evenly spaced sample of all rows, the same on every process.</summary>
    /// <param name="most">How many, unless there are fewer.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public SampledScores Spread(int most)
    {
        RowParts all = rows ?? RowParts.Whole(classes.Length);
        int count = (int)Math.Min(all.TotalCount, most);
        int[] places =
        [
            .. Enumerable.Range(0, count).Select(index => (index * all.TotalCount / count) - all.FirstRow)
                .Where(place => place >= 0 && place < all.Count).Select(place => (int)place),
        ];
        return new SampledScores(
            all.Gather<double>([.. places.SelectMany(place => scores.AsSpan(place * width, width).ToArray())]),
            all.Gather(Array.ConvertAll(places, place => classes[place])),
            width);
    }

    /// <summary>The log-odds of a class against the rest.</summary>
    /// <param name="place">The place of the class; 0 with two classes.</param>
    public double[] OfClass(int place) => width == 1
        ? scores
        : [.. Enumerable.Range(0, classes.Length).Select(row => Softmax.LogOddsOf(scores.AsSpan(row * width, width), place))];

    /// <summary>The area under the ROC curve of a class against the rest; NaN if it is not known.</summary>
    /// <param name="place">The place of the class; 0 with two classes.</param>
    /// <param name="positive">The class of a positive row.</param>
    public double RocAuc(int place, int positive)
    {
        double[] own = OfClass(place);
        int[] known = [.. Enumerable.Range(0, own.Length).Where(row => classes[row] >= 0 && double.IsFinite(own[row]))];
        return known.Length == 0
            ? double.NaN
            : BinaryMetrics.Compute(
                Array.ConvertAll(known, row => own[row]), Array.ConvertAll(known, row => classes[row] == positive)).RocAuc;
    }
}
