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
    /// <param name="logProbabilities">n × K log-probabilities, row by row; their differences are those of η.</param>
    /// <param name="classes">The class of each of the n rows.</param>
    /// <param name="classCount">K.</param>
    public static IReadOnlyList<int> SeparatedClasses(ReadOnlySpan<double> logProbabilities, ReadOnlySpan<int> classes, int classCount)
    {
        bool[] isSeparated = new bool[classCount];
        Array.Fill(isSeparated, true);
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
                isSeparated[code] &= classes[row] == code ? contrast > 0 : contrast < 0;
            }
        }

        return [.. Enumerable.Range(0, classCount).Where(code => isSeparated[code])];
    }
}
