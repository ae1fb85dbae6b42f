using System.Globalization;
using LogReg.Data;

namespace LogReg.Monitoring;

/// <summary>The periods of a column of dates, as long as the span of the dates suggests: days up to 45 days, weeks (from Monday) up to 300
/// days, months up to ten years, and years.</summary>
internal sealed class TimePeriods
{
    private const int MostDays = 45;
    private const int MostDaysOfWeeks = 300;
    private const int MostDaysOfMonths = 3660;

    private static readonly DateOrder[] Orders =
        [DateOrder.YearMonthDay, DateOrder.DayMonthYear, DateOrder.MonthDayYear, DateOrder.UnixSeconds, DateOrder.UnixMilliseconds];

    private readonly DateOrder _order;
    private readonly PeriodKind _kind;

    private TimePeriods(DateOrder order, PeriodKind kind)
    {
        _order = order;
        _kind = kind;
    }

    /// <summary>Reads all dates of a column.</summary>
    /// <param name="source">The rows, which can be read again.</param>
    /// <param name="options">The options with the column.</param>
    /// <param name="progress">Receives the progress of reading; may be <see langword="null"/>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="DataException">No cell is a date, or the order of the parts cannot be told.</exception>
    public static TimePeriods Read(
        DataSource source, MonitorOptions options, IProgress<ReadProgress>? progress, CancellationToken cancellationToken)
    {
        DateOrder[] orders = options.DateOrder is DateOrder order ? [order] : Orders;
        var spans = Array.ConvertAll(orders, _ => (Count: 0L, First: double.PositiveInfinity, Last: double.NegativeInfinity));
        ColumnRequest[] requests = [new(options.TimeColumn!, ColumnKind.Text)];
        foreach (TableChunk chunk in source.ReadChunks(requests, new ChunkRules(SkipsRepeatedHeaders: true), progress, cancellationToken))
        {
            var column = (TextColumn)chunk.Columns[0];
            for (int row = 0; row < column.Count; row++)
            {
                for (int place = 0; place < orders.Length; place++)
                {
                    if (DateText.TryRead(column[row], orders[place], out double days))
                    {
                        spans[place] =
                            (spans[place].Count + 1, Math.Min(spans[place].First, days), Math.Max(spans[place].Last, days));
                    }
                }
            }
        }

        long most = spans.Max(span => span.Count);
        if (most == 0)
        {
            throw new DataException(
                "no cell of this column is a date", source.Name, column: options.TimeColumn, hint: "write dates as 2026-05-31");
        }

        int[] best = [.. Enumerable.Range(0, orders.Length).Where(place => spans[place].Count == most)];

        // Dates whose months are names are the same in any order.
        if (best.Any(place => spans[place] != spans[best[0]]))
        {
            throw new DataException(
                "the order of day and month cannot be told from the dates",
                source.Name,
                column: options.TimeColumn,
                hint: "write dates as 2026-05-31");
        }

        double length = spans[best[0]].Last - spans[best[0]].First;
        return new TimePeriods(
            orders[best[0]],
            length <= MostDays ? PeriodKind.Day
                : length <= MostDaysOfWeeks ? PeriodKind.Week
                : length <= MostDaysOfMonths ? PeriodKind.Month
                : PeriodKind.Year);
    }

    /// <summary>The first day of the period of a date; <see langword="null"/> if the text is no date.</summary>
    /// <param name="text">The text.</param>
    public DateOnly? StartOf(ReadOnlySpan<byte> text)
    {
        if (!DateText.TryRead(text, _order, out double days))
        {
            return null;
        }

        var date = DateOnly.FromDateTime(DateTime.UnixEpoch.AddDays(Math.Floor(days)));
        return _kind switch
        {
            PeriodKind.Day => date,
            PeriodKind.Week => date.AddDays(-(((int)date.DayOfWeek + 6) % 7)),
            PeriodKind.Month => new DateOnly(date.Year, date.Month, 1),
            _ => new DateOnly(date.Year, 1, 1),
        };
    }

    /// <summary>The name of a period.</summary>
    /// <param name="start">Its first day.</param>
    public string LabelOf(DateOnly start) => start.ToString(
        _kind switch { PeriodKind.Month => "yyyy-MM", PeriodKind.Year => "yyyy", _ => "yyyy-MM-dd" }, CultureInfo.InvariantCulture);
}
