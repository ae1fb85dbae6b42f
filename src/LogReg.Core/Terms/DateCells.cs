using System.Text;
using LogReg.Data;

namespace LogReg.Terms;

/// <summary>The cells of a feature whose texts are dates, as numbers of days since 1970-01-01. A text that is no date counts as
/// missing.</summary>
/// <param name="feature">The feature.</param>
/// <param name="place">Its position among the features of the model.</param>
internal sealed class DateCells(NumericFeature feature, int place) : NumericCells(feature, place)
{
    private DateOrder Order => Feature.DateOrder!.Value;

    /// <inheritdoc/>
    public override ColumnRequest Request => new(Feature.Name, ColumnKind.Text);

    /// <inheritdoc/>
    public override double ReadCell(IReadOnlyList<Column> columns, int row) => DayOf((TextColumn)columns[Place], row);

    /// <inheritdoc/>
    public override int FindUnreadable(Column column, Func<string, bool> isMissing)
    {
        var texts = (TextColumn)column;
        int first = -1;
        for (int row = 0; row < texts.Count; row++)
        {
            if (DateText.TryReadAny(texts[row], Order, out _))
            {
                return -1;
            }

            if (first < 0 && !isMissing(Encoding.UTF8.GetString(texts[row])))
            {
                first = row;
            }
        }

        return first;
    }

    /// <inheritdoc/>
    public override int FindContradicting(Column column)
    {
        var texts = (TextColumn)column;
        for (int row = 0; row < texts.Count; row++)
        {
            if (!DateText.TryReadAny(texts[row], Order, out _) && Contradicts(texts[row]))
            {
                return row;
            }
        }

        return -1;
    }

    // What one cell shows holds for the others, which may be read in both orders: 31/12/2026 for 05/06/2026.
    private bool Contradicts(ReadOnlySpan<byte> text) =>
        DateText.HasShortYear(text)
        || (Order == DateOrder.DayMonthYear && DateText.TryRead(text, DateOrder.MonthDayYear, out _))
        || (Order == DateOrder.MonthDayYear && DateText.TryRead(text, DateOrder.DayMonthYear, out _));

    /// <inheritdoc/>
    public override long Impute(Column column)
    {
        var texts = (TextColumn)column;
        long count = 0;
        for (int row = 0; row < texts.Count; row++)
        {
            count += double.IsNaN(DayOf(texts, row)) ? 1 : 0;
        }

        return count;
    }

    /// <inheritdoc/>
    public override double ToValue(object? value, Func<string, bool> isMissing)
    {
        if (value is not (string or DateTime or DateTimeOffset or DateOnly))
        {
            return base.ToValue(value, isMissing);
        }

        string text = value as string ?? ValueText.Of(value)!;
        return value is string && isMissing(text) ? double.NaN
            : DateText.TryReadAny(
                Encoding.UTF8.GetBytes(text), value is string ? Order : DateOrder.YearMonthDay, out double days) ? days
            : throw new ArgumentException(
                $"The feature {DataException.Quote(Feature.Name)} is a date, but its value {DataException.Quote(text)} is not.");
    }

    /// <inheritdoc/>
    public override void FillStates(Column column, Span<CellState> states)
    {
        var texts = (TextColumn)column;
        for (int row = 0; row < states.Length; row++)
        {
            states[row] = StateOf(DayOf(texts, row));
        }
    }

    private double DayOf(TextColumn texts, int row) =>
        DateText.TryReadAny(texts[row], Order, out double days) && !IsMissing(days) ? days : double.NaN;
}
