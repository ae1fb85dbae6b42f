using LogReg.Design;
using LogReg.Numerics;

namespace LogReg.Objectives;

/// <summary>The data of an objective: the design matrix and, for each row, the class, the weight and the offset.</summary>
internal sealed class ClassificationData
{
    /// <param name="design">X, n rows.</param>
    /// <param name="classes">The class of each row, 0 to K − 1; of two classes, 1 is the positive one.</param>
    /// <param name="classCount">K, at least 2.</param>
    /// <param name="weights">A positive weight per row, or <see langword="null"/> if every row has weight 1.</param>
    /// <param name="offsets">The offset of each row, added to its log-odds; may be <see langword="null"/>.</param>
    /// <param name="isExcluded">For each row and class, K a row, whether the row cannot have the class, or <see langword="null"/> where
    /// each can have all; never its own.</param>
    /// <exception cref="ArgumentException">A length differs from n.</exception>
    public ClassificationData(
        DesignMatrix design, int[] classes, int classCount, double[]? weights = null, double[]? offsets = null, bool[]? isExcluded = null)
    {
        if (classes.Length != design.RowCount
            || (weights is not null && weights.Length != design.RowCount)
            || (offsets is not null && offsets.Length != design.RowCount))
        {
            throw new ArgumentException($"Classes, weights and offsets need one value for each of the {design.RowCount} rows.");
        }

        Design = design;
        Classes = classes;
        ClassCount = classCount;
        Weights = weights;
        Offsets = offsets;
        IsExcluded = isExcluded;
        WeightSum = weights is null ? design.RowCount : RowSums.Of(weights, design.Chunks.Select(static chunk => chunk.RowCount));
    }

    /// <summary>X.</summary>
    public DesignMatrix Design { get; }

    /// <summary>The class of each row, 0 to K − 1.</summary>
    public int[] Classes { get; }

    /// <summary>K.</summary>
    public int ClassCount { get; }

    /// <summary>A positive weight per row, or <see langword="null"/> if every row has weight 1.</summary>
    public double[]? Weights { get; }

    /// <summary>The offset of each row, added to its log-odds; may be <see langword="null"/>.</summary>
    public double[]? Offsets { get; }

    /// <summary>For each row and class, K a row, whether the row cannot have the class, as in the limit of a likelihood that separates it
    /// from the row; <see langword="null"/> as a rule, where each can have all.</summary>
    public bool[]? IsExcluded { get; }

    /// <summary>Σw.</summary>
    public double WeightSum { get; }

    /// <summary>Copies some of the rows.</summary>
    /// <param name="rows">The rows, each 0 to n − 1, in any order.</param>
    public ClassificationData Gather(int[] rows)
    {
        var design = new DesignMatrix([Design.Gather(rows)], Design.ColumnCount, Design.ParameterColumns.ToArray());
        return new ClassificationData(design, Take(Classes, rows)!, ClassCount, Take(Weights, rows), Take(Offsets, rows), Excluded(rows));
    }

    /// <summary>The weights of a block's rows; empty if every row has weight 1.</summary>
    public ReadOnlySpan<double> WeightsOf(RowBlock block) =>
        Weights is null ? [] : Weights.AsSpan(block.FirstRow, block.RowCount);

    /// <summary>Sets η to the offsets of a block's rows, or to 0.</summary>
    public void StartLogOdds(RowBlock block, Span<double> logOdds)
    {
        if (Offsets is null)
        {
            logOdds.Clear();
        }
        else
        {
            Offsets.AsSpan(block.FirstRow, block.RowCount).CopyTo(logOdds);
        }
    }

    private bool[]? Excluded(int[] rows) =>
        IsExcluded is null ? null : [.. rows.SelectMany(row => IsExcluded.AsSpan(row * ClassCount, ClassCount).ToArray())];

    private static T[]? Take<T>(T[]? values, int[] rows) => values is null ? null : Array.ConvertAll(rows, row => values[row]);
}
