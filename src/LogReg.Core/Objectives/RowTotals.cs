namespace LogReg.Objectives;

/// <summary>What all rows of a fit amount to.</summary>
/// <param name="RowCount">n.</param>
/// <param name="WeightSum">Σw.</param>
/// <param name="ClassCount">K.</param>
/// <param name="HasOffsets">Whether the rows have offsets.</param>
internal sealed record RowTotals(long RowCount, double WeightSum, int ClassCount, bool HasOffsets)
{
    /// <summary>The totals of rows in memory.</summary>
    /// <param name="data">All rows.</param>
    public static RowTotals Of(ClassificationData data) =>
        new(data.Parts.TotalCount, data.WeightSum, data.ClassCount, data.Offsets is not null);
}
