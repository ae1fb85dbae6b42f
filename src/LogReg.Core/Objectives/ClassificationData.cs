using System.Diagnostics.CodeAnalysis;
using LogReg.Collectives;
using LogReg.Design;

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
        if (classes.Length != design.Parts.Count
            || (weights is not null && weights.Length != design.Parts.Count)
            || (offsets is not null && offsets.Length != design.Parts.Count))
        {
            throw new ArgumentException($"Classes, weights and offsets need one value for each of the {design.Parts.Count} rows.");
        }

        Design = design;
        Classes = classes;
        ClassCount = classCount;
        Weights = weights;
        Offsets = offsets;
        IsExcluded = isExcluded;
        WeightSum = weights is null ? design.Parts.TotalCount : design.Parts.Sum(weights);
    }

    /// <summary>X.</summary>
    public DesignMatrix Design { get; }

    /// <summary>The rows, n in all: how many each chunk has, and which are here.</summary>
    public RowParts Parts => Design.Parts;

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

    /// <summary>Copies some of the rows; where several processes share the rows, each gets all of the copies.</summary>
    /// <param name="rows">The rows, each 0 to n − 1, counted among all, in any order.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public ClassificationData Gather(long[] rows)
    {
        var design = new DesignMatrix([Design.Gather(rows)], Design.ColumnCount, Design.ParameterColumns.ToArray());
        return new ClassificationData(
            design,
            Design.GatherValues(Classes, rows),
            ClassCount,
            Weights is null ? null : Design.GatherValues(Weights, rows),
            Offsets is null ? null : Design.GatherValues(Offsets, rows),
            IsExcluded is null ? null : Design.GatherValues(IsExcluded, rows, ClassCount));
    }

    /// <summary>Selects some of the rows, chunk by chunk: where several processes share the rows, each copies those that it
    /// has.</summary>
    /// <param name="rows">The rows, each 0 to n − 1, counted among all, ascending.</param>
    /// <param name="threads">The largest number of threads that copy, at least 1.</param>
    /// <exception cref="CollectiveException">Another process has failed.</exception>
    public ClassificationData SelectRows(ReadOnlySpan<long> rows, int threads)
    {
        DesignMatrix design = Design.SelectRows(rows, threads, out int[] places);
        return new ClassificationData(
            design, Chosen(Classes), ClassCount, Chosen(Weights), Chosen(Offsets), Chosen(IsExcluded, ClassCount));

        [return: NotNullIfNotNull(nameof(values))]
        T[]? Chosen<T>(T[]? values, int valuesPerRow = 1)
        {
            if (values is null)
            {
                return null;
            }

            var chosen = new T[places.Length * valuesPerRow];
            for (int row = 0; row < places.Length; row++)
            {
                values.AsSpan(places[row] * valuesPerRow, valuesPerRow).CopyTo(chosen.AsSpan(row * valuesPerRow));
            }

            return chosen;
        }
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
}
