using System.Text;
using LogReg.Data;
using LogReg.Scoring;
using LogReg.Terms;

namespace LogReg;

/// <content>Columns of dates, whose cells are read as texts.</content>
public sealed partial class LogisticModel
{
    // As of numbers: a text that is neither a date nor missing would otherwise count as the mean.
    private void FindNoDates(FirstFault faults, DataSource source, TableChunk chunk, int target)
    {
        for (int feature = 0; feature < Features.Count; feature++)
        {
            if (Layout.Cells[feature] is DateCells cells)
            {
                var missing = new MissingValueSet(source.MissingValues);
                var texts = (TextColumn)chunk.Columns[feature];
                int row = cells.FindUnreadable(texts, own => IsNone(texts[own], missing) || (target >= 0
                    && IsNone(((TextColumn)chunk.Columns[target])[own], missing)));
                faults.Add(row, () => NoDate(source, chunk.FirstRow + row, cells, texts[row]));
            }
        }
    }

    // Sources without texts give an empty one for a missing cell.
    private static bool IsNone(ReadOnlySpan<byte> text, MissingValueSet missing) =>
        text.IsEmpty || missing.Contains(text) || SpreadsheetError.Is(text);

    private static DataException NoDate(DataSource source, long row, DateCells cells, ReadOnlySpan<byte> cell)
    {
        string text = Encoding.UTF8.GetString(cell);
        DateOrder order = cells.Feature.DateOrder!.Value;
        string value = DataException.Quote(text);
        bool hasShortYear = DateText.HasShortYear(cell);
        bool isInAnotherOrder = !hasShortYear && cells.IsInAnotherOrder(cell);
        string otherwise = order == DateOrder.YearMonthDay ? "" : ", or with the year first, as 2026-01-31";
        string dates = $"write the dates {ScoringWarnings.DateForm(order)}{otherwise}";
        return new DataException(
            hasShortYear ? $"{value} has a year of two digits, which may be of either century"
                : isInAnotherOrder
                    ? $"{value} is a date in another order of day and month than in training, and so may be others of the column that can "
                        + "be read in both"
                : $"{value} is not a date as in training",
            source.Name,
            source.FindRow(row),
            cells.Feature.Name,
            text,
            hasShortYear || isInAnotherOrder
                ? dates
                : OptionText.Of($"{dates}; use {source.Description.AddedMissingValues([text])} if it means \"missing\""));
    }
}
