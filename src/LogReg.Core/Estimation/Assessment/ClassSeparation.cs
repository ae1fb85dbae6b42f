using LogReg.Collectives;

namespace LogReg.Estimation;

/// <summary>
/// Finds classes of several that a linear combination of the features separates completely from all others. Growing that combination in the
/// class's equation lowers the unpenalised loss without end, so that the likelihood has no maximum, though the other classes may mix.
/// </summary>
internal static class ClassSeparation
{
    /// <summary>
    /// The classes that the fit at hand proves to be separable: η_k minus the mean of the other η is positive for every row of class k and
    /// negative for every other row. What this combination does not separate, another one may.
    /// </summary>
    /// <param name="rows">The rows.</param>
    /// <param name="logProbabilities">K log-probabilities of each row that is here, row by row; their differences are those of η.</param>
    /// <param name="classes">The class of each of them.</param>
    /// <param name="classCount">K.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public static IReadOnlyList<int> SeparatedClasses(
        RowParts rows, ReadOnlySpan<double> logProbabilities, ReadOnlySpan<int> classes, int classCount)
    {
        // How many rows of each class, and of all others, stand on the wrong side.
        long[] wrong = new long[classCount];
        for (int row = 0; row < classes.Length; row++)
        {
            ReadOnlySpan<double> own = logProbabilities.Slice(row * classCount, classCount);
            double sum = 0;
            foreach (double value in own)
            {
                sum += value;
            }

            for (int code = 0; code < classCount; code++)
            {
                double contrast = own[code] - ((sum - own[code]) / (classCount - 1));
                wrong[code] += (classes[row] == code ? contrast > 0 : contrast < 0) ? 0 : 1;
            }
        }

        rows.Sum(wrong);
        return [.. Enumerable.Range(0, classCount).Where(code => wrong[code] == 0)];
    }
}
