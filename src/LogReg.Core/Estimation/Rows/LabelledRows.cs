using LogReg.Data;

namespace LogReg.Estimation;

/// <summary>Rows of data, with what decides whether they take part.</summary>
internal sealed record LabelledRows
{
    /// <summary>The class of each row; <see cref="RowLabels.Unlabelled"/> for one that takes no part.</summary>
    public required RowLabels Labels { get; init; }

    /// <summary>The weight of each row, or <see langword="null"/>.</summary>
    public required double[]? Weights { get; init; }

    /// <summary>The offset of each row, or <see langword="null"/>.</summary>
    public required double[]? Offsets { get; init; }

    /// <summary>The number of rows without a target.</summary>
    public required long WithoutTarget { get; init; }

    /// <summary>The number of rows left out because of a missing cell.</summary>
    public required long WithMissingCells { get; init; }

    /// <summary>The number of rows left out because their weight is 0.</summary>
    public required long OfWeightZero { get; init; }

    /// <summary>Reads targets, weights and offsets, and takes out the rows that cannot take part.</summary>
    /// <param name="plan">The plan of the fit.</param>
    /// <param name="input">The data.</param>
    /// <exception cref="LogRegException">A weight, an offset, a target or a cell is not what it must be.</exception>
    public static LabelledRows Read(FitPlan plan, TrainingInput input)
    {
        (Table table, ColumnRoles roles) = input;
        RowFilter filter = input.Filter;
        RowLabels labels = RowLabels.Read(table, table.IndexOf(roles.Target), input.Source);
        int[] codes = labels.Codes;
        long withoutTarget = table.Rows.Sum(codes.AsSpan().Count(RowLabels.Unlabelled));
        double[]? weights = roles.Weight is null ? null : filter.RequiredValues(
            table.IndexOf(roles.Weight), "weight", row => codes[row] >= 0, weight => weight >= 0, "a number of 0 or more");
        double[]? offsets = roles.Offset is null ? null : filter.RequiredValues(
            table.IndexOf(roles.Offset), "offset", row => codes[row] >= 0 && weights?[row] != 0, _ => true, "a number");
        return new LabelledRows
        {
            Labels = labels,
            Weights = weights,
            Offsets = offsets,
            WithoutTarget = withoutTarget,
            OfWeightZero = weights is null ? 0 : TakeOut(table, codes, row => weights[row] == 0),
            WithMissingCells = TakeOutMissing(table, roles, plan, filter, codes),
        };
    }

    private static long TakeOut(Table table, int[] codes, Func<int, bool> isOut)
    {
        long count = 0;
        for (int row = 0; row < codes.Length; row++)
        {
            if (codes[row] >= 0 && isOut(row))
            {
                codes[row] = RowLabels.Unlabelled;
                count++;
            }
        }

        return table.Rows.Sum(count);
    }

    private static long TakeOutMissing(Table table, ColumnRoles roles, FitPlan plan, RowFilter filter, int[] codes)
    {
        int[] columns = [.. roles.RequiredFeatures.Select(table.IndexOf)];
        switch (plan.MissingHandling)
        {
            case MissingHandling.Drop:
                bool[] hasMissing = filter.RowsWithMissingCells(columns);
                return TakeOut(table, codes, row => hasMissing[row]);
            case MissingHandling.Error:
                filter.RequireCells(columns, row => codes[row] >= 0);
                return 0;
            default:
                return 0;
        }
    }
}
