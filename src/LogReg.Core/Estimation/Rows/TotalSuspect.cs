using LogReg.Data;

namespace LogReg.Estimation;

/// <summary>A row that may be a line of totals.</summary>
/// <param name="Row">Its index.</param>
/// <param name="Label">What stands in the column of the target.</param>
/// <param name="Total">The word that says so; <see langword="null"/> without one.</param>
/// <param name="Column">The column of the word, or <see langword="null"/>.</param>
/// <param name="Count">How many rows have this label.</param>
internal sealed record TotalSuspect(long Row, string Label, string? Total, string? Column, int Count)
{
    /// <summary>A number that is the sum or the mean of those above it; <see langword="null"/> if there is none.</summary>
    public string? Sum { get; init; }

    /// <summary>The column of this number.</summary>
    public string? SumColumn { get; init; }

    /// <summary>Whether it is the mean.</summary>
    public bool IsMean { get; init; }

    /// <summary>One that was written.</summary>
    /// <param name="reader">Gives it.</param>
    public static TotalSuspect Read(BinaryReader reader)
    {
        return new TotalSuspect(reader.ReadInt64(), reader.ReadString(), ReadText(), ReadText(), reader.ReadInt32())
        {
            Sum = ReadText(),
            SumColumn = ReadText(),
            IsMean = reader.ReadBoolean(),
        };

        string? ReadText() => reader.ReadBoolean() ? reader.ReadString() : null;
    }

    /// <summary>Writes it, for a process that goes on with the rows that follow.</summary>
    /// <param name="writer">Takes it.</param>
    public void Write(BinaryWriter writer)
    {
        writer.Write(Row);
        writer.Write(Label);
        WriteText(Total);
        WriteText(Column);
        writer.Write(Count);
        WriteText(Sum);
        WriteText(SumColumn);
        writer.Write(IsMean);

        void WriteText(string? text)
        {
            writer.Write(text is not null);
            if (text is not null)
            {
                writer.Write(text);
            }
        }
    }

    /// <summary>The error that names the row, with the evidence and what to do.</summary>
    /// <param name="target">The column of the target.</param>
    /// <param name="source">The name of the data, or <see langword="null"/>.</param>
    /// <param name="place">Where the row stands; <see langword="null"/> where rows have numbers only.</param>
    public DataException ToException(string target, string? source, RowPlace? place)
    {
        string own = $"no other row has the class {MessageText.Quote(Label)}";
        string? sum = Sum is null
            ? null
            : $"{Sum} in {MessageText.Quote(SumColumn!)} is the {(IsMean ? "mean" : "sum")} of the rows above";
        string sign = Total is not null ? $"the row has {MessageText.Quote(Total)}" : sum ?? "the row has no value besides the target";
        return new DataException(
            $"this looks like a line of {(IsMean ? "means" : "totals")}: {sign}, and {(Total is null ? own : sum ?? own)}",
            source,
            place ?? RowPlace.OfRow(Row + 1),
            target,
            Label,
            OptionText.Of(
                $"if it is one, delete the line, or what stands in the column of the target there; if it is a row, and "
                    + $"{MessageText.Quote(Total ?? Label)} {(Total is null ? "a class" : "a level")}, keep it with "
                    + $"{Option.CategoricalColumns.Names(Column ?? target)}"));
    }
}
