using LogReg.Data;

namespace LogReg.Terms;

/// <summary>A column of dates.</summary>
/// <param name="Days">The dates as numbers of days.</param>
/// <param name="Order">The order of their parts.</param>
internal sealed record DateSummary(NumericSummary Days, DateOrder Order) : ColumnSummary(Days.Name)
{
    /// <inheritdoc/>
    public override FeatureCandidate Describe(long rowCount, FeatureOptions options)
    {
        FeatureCandidate days = Days.Describe(rowCount, options);
        return days with { Feature = (NumericFeature)days.Feature with { DateOrder = Order } };
    }
}
