namespace LogReg.Inference;

/// <summary>A direction that was verified to separate rows.</summary>
/// <param name="Elements">γ, p values.</param>
/// <param name="Margins">Zγ, n values: on the rows that are not separated 0 but for rounding.</param>
/// <param name="IsSeparated">For each of the n rows whether its margin is positive.</param>
internal sealed record SeparationDirection(double[] Elements, double[] Margins, bool[] IsSeparated)
{
    // What x_iγ may be off by rounding, as a share of Σ|γ_j| times the columns' typical sizes: p terms of rows that are far from typical
    // included.
    private const double RoundingShare = 1e-11;

    // Where the direction should be 0 on a row, it shows how exact it is: a margin has to be far above that.
    private const double NoiseFactor = 1000;

    // And it has to be 0 there but for rounding, as a share of the terms that the row adds up: rows that differ little beside one that is
    // far away do differ.
    private const double ZeroShare = 2e-14;

    /// <summary>Looks at every row.</summary>
    /// <param name="rows">Z.</param>
    /// <param name="elements">γ, p values.</param>
    /// <param name="isSeparated">The rows that γ is said to separate; on the others it must be 0.</param>
    /// <param name="columnSizes">The root of each column's mean square.</param>
    /// <returns><see langword="null"/> unless every margin is what it should be.</returns>
    public static SeparationDirection? Verify(SeparationRows rows, double[] elements, bool[] isSeparated, double[] columnSizes)
    {
        double size = 0;
        for (int parameter = 0; parameter < elements.Length; parameter++)
        {
            size += Math.Abs(elements[parameter]) * columnSizes[parameter];
        }

        double[] margins = rows.Margins(elements);
        double noise = 0;
        double smallest = double.PositiveInfinity;
        for (int row = 0; row < margins.Length; row++)
        {
            if (!rows.IsActive(row))
            {
                continue;
            }

            // Math.Min and Math.Max hand a NaN on.
            if (isSeparated[row])
            {
                smallest = Math.Min(smallest, margins[row]);
            }
            else
            {
                noise = Math.Max(noise, Math.Abs(margins[row]));
            }
        }

        noise = rows.Parts.Max(noise);
        smallest = rows.Parts.Min(smallest);
        bool holds = double.IsFinite(size) && double.IsFinite(smallest) && smallest > RoundingShare * size
            && smallest > NoiseFactor * noise;
        return holds && (noise == 0 || AreZero(rows, elements, margins, isSeparated))
            ? new SeparationDirection(elements, margins, isSeparated)
            : null;
    }

    private static bool AreZero(SeparationRows rows, double[] elements, double[] margins, bool[] isSeparated)
    {
        double[] sizes = rows.Sizes(elements);
        bool areZero = true;
        for (int row = 0; row < margins.Length && areZero; row++)
        {
            areZero = !rows.IsActive(row) || isSeparated[row] || Math.Abs(margins[row]) <= ZeroShare * sizes[row / rows.PerDataRow];
        }

        return !rows.Parts.Any(!areZero);
    }

    /// <summary>The direction that puts this one first: so long that where it separates, the other cannot spoil it.</summary>
    /// <param name="rows">The rows that both separate from.</param>
    /// <param name="other">A direction that separates some of the rows on which this one is 0.</param>
    /// <param name="columnSizes">The root of each column's mean square.</param>
    /// <returns><see langword="null"/> if rounding does not allow it.</returns>
    public SeparationDirection? Before(SeparationRows rows, SeparationDirection other, double[] columnSizes)
    {
        double[] otherMargins = rows.Margins(other.Elements);
        double factor = 1;
        for (int row = 0; row < Margins.Length; row++)
        {
            if (IsSeparated[row])
            {
                factor = Math.Max(factor, 2 * -otherMargins[row] / Margins[row]);
            }
        }

        factor = rows.Parts.Max(factor);
        double[] elements = [.. Elements.Select((element, parameter) => (factor * element) + other.Elements[parameter])];
        bool[] isSeparated = [.. IsSeparated.Select((separated, row) => separated || other.IsSeparated[row])];
        return Verify(rows, elements, isSeparated, columnSizes);
    }
}
