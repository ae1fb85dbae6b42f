using System.Text;
using LogReg.Data;

namespace LogReg.Terms;

/// <summary>The cells of a feature whose texts are dates, as numbers of days since 1970-01-01. A text that is no date is
/// refused before it is read; what is missing stays missing.</summary>
/// <param name="feature">The feature.</param>
/// <param name="place">Its position among the features of the model.</param>
internal sealed class DateCells(NumericFeature feature, int place) : NumericCells(feature, place)
{
    private DateOrder Order => Feature.DateOrder!.Value;

    /// <inheritdoc/>
    public override ColumnRequest Request => new(Feature.Name, ColumnKind.Text);

    /// <inheritdoc/>
    public override double ReadCell(IReadOnlyList<Column> columns, int row) => DayOf((TextColumn)columns[Place], row);

    /// <summary>The first cell of a chunk that is no date.</summary>
    /// <param name="texts">The chunk of the column.</param>
    /// <param name="isLeftOut">Whether the cell of a row is missing, or takes no part.</param>
    /// <returns>Its row in the chunk; −1 if there is none.</returns>
    public int FindUnreadable(TextColumn texts, Func<int, bool> isLeftOut)
    {
        for (int row = 0; row < texts.Count; row++)
        {
            if (!DateText.TryReadAny(texts[row], Order, out _) && !isLeftOut(row))
            {
                return row;
            }
        }

        return -1;
    }

    /// <summary>Whether a text is a date with day and month the other way round. What one cell shows holds for the others, which may be
    /// read in both orders: 31/12/2026 for 05/06/2026.</summary>
    /// <param name="text">The text.</param>
    public bool IsInAnotherOrder(ReadOnlySpan<byte> text) =>
        (Order == DateOrder.DayMonthYear && DateText.TryRead(text, DateOrder.MonthDayYear, out _))
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
