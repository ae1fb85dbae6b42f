using System.Globalization;
using System.Text;
using LogReg.Collectives;

namespace LogReg.Data;

/// <summary>What rows to be scored say about how their numbers are written, beside what the model says; batches must come in
/// order.</summary>
/// <param name="plan">What is read.</param>
internal sealed class NotationTally(ReadPlan plan)
{
    // Most columns are plain numbers, and there may be a million of them.
    private readonly CellCensus?[] _cells = new CellCensus?[plan.Columns.Count];

    // Values that are numbers already say nothing about points in texts.
    private readonly bool _looksForPoints = !plan.Reader.HasTypedNumbers
        && plan.Columns.Any(column => column is { TakesPlainPoints: true, Notation.ThousandsSeparator: '.' });

    private string? _point = plan.PointShown;

    /// <summary>Adds what the next batch holds.</summary>
    /// <param name="rows">The parsed rows.</param>
    /// <param name="batch">Where they come from.</param>
    /// <param name="firstRow">The first of the rows.</param>
    /// <returns>Whether there is something to tell.</returns>
    /// <exception cref="DataException">In a column points are decimal in one cell, and may stand between thousands in
    /// another.</exception>
    public bool Add(ParsedRows rows, Batch batch, long firstRow)
    {
        bool hasMore = false;
        for (int column = 0; column < _cells.Length; column++)
        {
            if (rows.Columns[column] is not NumericBuffer buffer)
            {
                continue;
            }

            if (buffer.Column.Notation is null)
            {
                LookForPoint(buffer.Values.AsSpan(0, rows.RowCount));
            }
            else if (buffer.Counted is CellCensus counted)
            {
                CellCensus cells = _cells[column] ??= new CellCensus();
                cells.Add(counted, firstRow, batch);
                ThrowIfBoth(plan.Columns[column], cells);
                hasMore = true;
            }
        }

        return hasMore;
    }

    /// <summary>Puts together what processes found that have read shares of the rows.</summary>
    /// <param name="collective">The processes.</param>
    /// <param name="agreement">How they do it.</param>
    /// <param name="counts">Whether the rows of this process count.</param>
    /// <exception cref="DataException">In a column points are decimal in one cell, and may stand between thousands in another; the same
    /// error in every process.</exception>
    public void Agree(ICollective collective, PassAgreement agreement, bool counts)
    {
        if (!counts)
        {
            Array.Clear(_cells);
            _point = plan.PointShown;
        }

        agreement.Agree([.. plan.Columns.Select(column => column.Request.Name)], _cells);
        byte[][] points = collective.AllGatherBytes(Encoding.UTF8.GetBytes(_point ?? ""));
        _point = points.FirstOrDefault(point => point.Length > 0) is byte[] first ? Encoding.UTF8.GetString(first) : null;
        for (int column = 0; column < _cells.Length; column++)
        {
            if (_cells[column] is CellCensus cells)
            {
                ThrowIfBoth(plan.Columns[column], cells);
            }
        }
    }

    /// <summary>What is to be told so far.</summary>
    public IEnumerable<ReadNote> Notes() =>
        plan.Columns.SelectMany((column, place) => _cells[place] is CellCensus cells ? Notes(column, cells) : []);

    private IEnumerable<ReadNote> Notes(PlannedColumn column, CellCensus cells)
    {
        if (cells.First(NotedCell.WithoutUnit) is StrayText bare)
        {
            yield return Note(ReadNoteKind.WithoutUnit, column, bare);
        }

        if (cells.First(NotedCell.DecimalPoint) is StrayText point)
        {
            yield return Note(ReadNoteKind.PointsAmongCommas, column, point);
        }

        if (plan.Reader.Conventions.Given is not null)
        {
            yield break;
        }

        if (cells.First(NotedCell.CommaOfThousands) is StrayText comma)
        {
            yield return Note(ReadNoteKind.NewThousandsCommas, column, comma);
        }

        if (_point is not null && cells.First(NotedCell.DecimalComma) is null
            && cells.First(NotedCell.PointOfThousands) is StrayText thousands)
        {
            yield return Note(ReadNoteKind.ThousandsBesidePoints, column, thousands, new StrayText(_point, 1, null));
        }
    }

    private static ReadNote Note(ReadNoteKind kind, PlannedColumn column, params StrayText[] texts) =>
        new(kind, column.Request.Name, texts[0].Count, 0, texts) { Notation = column.Notation };

    // A fraction that no digits between points can be: 12.5, but not 1.234.
    private void LookForPoint(ReadOnlySpan<double> values)
    {
        for (int row = 0; _looksForPoints && _point is null && row < values.Length; row++)
        {
            if (!double.IsNaN(values[row]) && values[row] != Math.Floor(values[row]))
            {
                string text = values[row].ToString("R", CultureInfo.InvariantCulture);
                _point = double.IsNaN(NumberNotation.Read(text, ',')) ? text : null;
            }
        }
    }

    private void ThrowIfBoth(PlannedColumn column, CellCensus cells)
    {
        if (column.TakesPlainPoints && cells.First(NotedCell.PointOfThousands) is StrayText thousands
            && cells.First(NotedCell.DecimalPoint) is StrayText point)
        {
            throw new DataException(
                $"the value {DataException.Quote(thousands.Text)} may be {Plain(NumberNotation.Read(thousands.Text, ','))}, as in training, "
                    + $"or {Plain(NumberNotation.Read(thousands.Text, '.'))}, since {DataException.Quote(point.Text)} on {point.Place} has a "
                    + "decimal point",
                plan.Reader.Name,
                thousands.Place,
                column.Request.Name,
                thousands.Text,
                OptionText.Of(
                    $"use {Option.DecimalSeparator.Is(".")} if points are decimal in all cells; otherwise write all numbers of the column "
                        + $"as in training"));
        }
    }

    private static string Plain(double number) => number.ToString("R", CultureInfo.InvariantCulture);
}
