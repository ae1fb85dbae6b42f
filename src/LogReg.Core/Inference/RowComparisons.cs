using LogReg.Objectives;

namespace LogReg.Inference;

/// <summary>
/// The comparisons of rows with the classes that they do not have, in the order of these, K − 1 a row, and what they make of log-odds and
/// values; the first class has log-odds 0. See <see cref="SeparationRows"/>.
/// </summary>
internal sealed class RowComparisons
{
    private readonly int[] _classes;
    private readonly bool[] _isActive;

    private RowComparisons(int[] classes, int perRow, bool[] isActive)
    {
        _classes = classes;
        PerRow = perRow;
        _isActive = isActive;
    }

    /// <summary>K − 1.</summary>
    public int PerRow { get; }

    /// <summary>The number.</summary>
    public int Count => _isActive.Length;

    /// <summary>All of them; those of rows of weight 0 take no part.</summary>
    public static RowComparisons Of(ClassificationData data)
    {
        int perRow = data.ClassCount - 1;
        bool[] isActive = new bool[data.Classes.Length * perRow];
        for (int row = 0; row < data.Classes.Length; row++)
        {
            isActive.AsSpan(row * perRow, perRow).Fill(data.Weights is null || data.Weights[row] > 0);
        }

        return new RowComparisons(data.Classes, perRow, isActive);
    }

    /// <summary>Whether one takes part.</summary>
    public bool IsActive(int comparison) => _isActive[comparison];

    /// <summary>The number that take part.</summary>
    public int CountActive() => _isActive.Count(active => active);

    /// <summary>The same without some.</summary>
    public RowComparisons Without(bool[] isSetAside) =>
        new(_classes, PerRow, [.. _isActive.Select((active, comparison) => active && !isSetAside[comparison])]);

    /// <summary>For each row and class, K a row, whether the row is not compared with the class.</summary>
    public bool[] Excluded()
    {
        bool[] isExcluded = new bool[_classes.Length * (PerRow + 1)];
        for (int comparison = 0; comparison < Count; comparison++)
        {
            int row = comparison / PerRow;
            isExcluded[(row * (PerRow + 1)) + OtherClass(comparison % PerRow, _classes[row])] = !_isActive[comparison];
        }

        return isExcluded;
    }

    /// <summary>The own log-odds of rows less those of the classes that they are compared with; 0 where they are not.</summary>
    /// <param name="firstRow">The first row.</param>
    /// <param name="logOdds">Of each equation those of the rows, one after the other.</param>
    /// <param name="margins">K − 1 values a row.</param>
    public void ToMargins(int firstRow, ReadOnlySpan<double> logOdds, Span<double> margins)
    {
        int count = margins.Length / PerRow;
        for (int row = 0; row < count; row++)
        {
            int own = _classes[firstRow + row];
            double ownLogOdds = own == 0 ? 0 : logOdds[((own - 1) * count) + row];
            int first = row * PerRow;
            for (int place = 0; place < PerRow; place++)
            {
                int other = OtherClass(place, own);
                double otherLogOdds = other == 0 ? 0 : logOdds[((other - 1) * count) + row];
                margins[first + place] = _isActive[(firstRow * PerRow) + first + place] ? ownLogOdds - otherLogOdds : 0;
            }
        }
    }

    /// <summary>Whether for no row the largest and the smallest of its margins, and of 0 for its own class, are so far apart (or
    /// NaN).</summary>
    /// <remarks>The weights λ of the proof in <see cref="SeparationAnalysis"/> are positive where m_k − Σ_l q_l·m_l &lt; 1 for the margins
    /// m of a row against the classes k that it may have, 0 for its own; and the mean is not below the smallest.</remarks>
    public bool AreGainsBelow(int firstRow, ReadOnlySpan<double> margins, double bound)
    {
        for (int first = 0; first < margins.Length; first += PerRow)
        {
            double largest = double.NegativeInfinity;
            double smallest = 0;
            for (int place = first; place < first + PerRow; place++)
            {
                if (_isActive[(firstRow * PerRow) + place])
                {
                    // Math.Min and Math.Max hand a NaN on.
                    largest = Math.Max(largest, margins[place]);
                    smallest = Math.Min(smallest, margins[place]);
                }
            }

            if (!(largest - smallest < bound))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Each row's share of Zᵀv in the equation of a class: all of its values where the class is its own, less the one that
    /// compares it with the class where it is another.</summary>
    public void Balance(int firstRow, double[] values, int ofClass, Span<double> result)
    {
        for (int row = 0; row < result.Length; row++)
        {
            int first = (firstRow + row) * PerRow;
            int own = _classes[firstRow + row];
            result[row] = own == ofClass ? Sum(values, first) : -Value(values, first + PlaceOf(ofClass, own));
        }
    }

    /// <summary>Each row's weight in the block of ZᵀDZ of two classes' equations; false where no row has any.</summary>
    public bool Weigh(int firstRow, double[]? values, int ofClass, int andClass, Span<double> result)
    {
        bool hasAny = false;
        for (int row = 0; row < result.Length; row++)
        {
            int first = (firstRow + row) * PerRow;
            int own = _classes[firstRow + row];
            double weight = ofClass == andClass
                ? own == ofClass ? Sum(values, first) : Value(values, first + PlaceOf(ofClass, own))
                : own == ofClass ? -Value(values, first + PlaceOf(andClass, own))
                : own == andClass ? -Value(values, first + PlaceOf(ofClass, own))
                : 0;
            result[row] = weight;
            hasAny |= weight != 0;
        }

        return hasAny;
    }

    private double Value(double[]? values, int comparison) => !_isActive[comparison] ? 0 : values is null ? 1 : values[comparison];

    private double Sum(double[]? values, int first)
    {
        double sum = 0;
        for (int place = 0; place < PerRow; place++)
        {
            sum += Value(values, first + place);
        }

        return sum;
    }

    private static int OtherClass(int place, int own) => place < own ? place : place + 1;

    private static int PlaceOf(int other, int own) => other < own ? other : other - 1;
}
