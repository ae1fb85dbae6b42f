namespace LogReg.Data;

/// <summary>Reads columns of texts as dates: as numbers of days since 1970-01-01 at midnight.</summary>
/// <param name="table">The data.</param>
/// <param name="source">The name of the data for messages; may be <see langword="null"/>.</param>
/// <param name="findRow">From a row to its place in the source, for messages; or <see langword="null"/>.</param>
internal sealed class DateColumns(Table table, string? source, Func<long, RowPlace?>? findRow)
{
    /// <summary>The same table with numbers in place of the texts of some columns.</summary>
    /// <param name="names">The names of the columns, whose cells are categories.</param>
    /// <exception cref="DataException">A text is no date, or the order of its parts cannot be told.</exception>
    public Table Read(IReadOnlyCollection<string> names)
    {
        int[] columns = [.. names.Select(table.IndexOf)];
        if (columns.Length == 0)
        {
            return table;
        }

        var infos = table.Columns.ToArray();
        var days = new double[infos.Length][];
        foreach (int column in columns)
        {
            DateOrder order = FindOrder(column);
            days[column] = DaysOf(infos[column].Levels!, order);
            infos[column] = new ColumnInfo(infos[column].Name, ColumnKind.Numeric, null) { DateOrder = order };
        }

        TableChunk[] chunks =
        [
            .. table.Chunks.Select(chunk => new TableChunk(
                chunk.FirstRow,
                chunk.RowCount,
                [
                    .. chunk.Columns.Select((own, column) =>
                        days[column] is null ? own : NumberCodes.Replace((CategoricalColumn)own, days[column], table.Storage)),
                ])),
        ];
        return new Table(infos, chunks, table.RowCount) { Storage = table.Storage, Origin = table.Origin, Shares = table.Shares };
    }

    private static double[] DaysOf(LevelTable texts, DateOrder order)
    {
        double[] days = new double[texts.Count];
        for (int code = 0; code < days.Length; code++)
        {
            days[code] = DateText.TryRead(texts.Utf8(code), order, out double day) ? day : double.NaN;
        }

        return days;
    }

    // Every text of the column counts: one that only one order can read decides.
    private DateOrder FindOrder(int column)
    {
        LevelTable texts = table.Columns[column].Levels!;
        DateOrder[] orders = Enum.GetValues<DateOrder>();
        int[] read = new int[orders.Length];
        int ambiguous = -1;
        for (int code = 0; code < texts.Count; code++)
        {
            double day = double.NaN;
            foreach (DateOrder order in orders)
            {
                if (DateText.TryRead(texts.Utf8(code), order, out double other))
                {
                    read[(int)order]++;
                    ambiguous = !double.IsNaN(day) && day != other ? code : ambiguous;
                    day = other;
                }
            }
        }

        DateOrder best = orders.MaxBy(order => read[(int)order]);
        bool isAmbiguous = ambiguous >= 0 && orders.Count(order => read[(int)order] == read[(int)best]) > 1;
        if (read[(int)best] < texts.Count)
        {
            table.ThrowFirst(() => NoDate(column, best));
        }

        return !isAmbiguous
            ? best
            : throw new DataException(
                $"its dates, such as {MessageText.Quote(texts[ambiguous])}, can be read with the day first or with the month first",
                source,
                column: texts.Count > 0 ? table.Columns[column].Name : null,
                hint: "write them as 2026-01-31");
    }

    // The error for the first text of the rows that are here that is no date; null if there is none.
    private DataException? NoDate(int column, DateOrder order)
    {
        LevelTable texts = table.Columns[column].Levels!;
        long row = -1;
        int wrong = -1;
        foreach (int chunk in table.OwnChunks)
        {
            ReadOnlySpan<int> codes = ((CategoricalColumn)table.Chunks[chunk].Columns[column]).Codes;
            for (int index = 0; wrong < 0 && index < codes.Length; index++)
            {
                if (codes[index] >= 0 && !DateText.TryRead(texts.Utf8(codes[index]), order, out _))
                {
                    wrong = codes[index];
                    row = table.Chunks[chunk].FirstRow + index;
                }
            }
        }

        if (wrong < 0)
        {
            return null;
        }

        if (DateText.HasShortYear(texts.Utf8(wrong)))
        {
            return new DataException(
                $"{MessageText.Quote(texts[wrong])} has a year of two digits, which may be of either century",
                source,
                findRow?.Invoke(row),
                table.Columns[column].Name,
                hint: "write years with four digits, best as 1998-01-31");
        }

        string form = order switch
        {
            DateOrder.DayMonthYear => " with the day first, as most of its cells are",
            DateOrder.MonthDayYear => " with the month first, as most of its cells are",
            _ => "",
        };
        return new DataException(
            $"{MessageText.Quote(texts[wrong])} is not a date{form}",
            source,
            findRow?.Invoke(row),
            table.Columns[column].Name,
            hint: "write all dates in one form, best as 2026-01-31 or 2026-01-31T13:45");
    }
}
