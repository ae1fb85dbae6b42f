namespace LogReg.Data;

/// <content>What other processes are told.</content>
internal sealed partial class CellCensus
{
    /// <summary>Writes the census of a whole column.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="column">The name of the column.</param>
    /// <param name="strays">How many stray texts all processes have: the rows of too many are not told.</param>
    public void Write(BinaryWriter writer, string column, long strays)
    {
        foreach (long count in (ReadOnlySpan<long>)[Missing, Errors, LeadingZeros, ExponentCodes, Strays, Rounded, Nones, Noted, Bare])
        {
            writer.Write7BitEncodedInt64(count);
        }

        Write(writer, _strays, column);
        Write(writer, _errors, column);
        Write(writer, _rounded, column);
        Write(writer, _noted, column);
        List<long> rows = strays > MostRows ? [] : _strayRows ?? [];
        writer.Write7BitEncodedInt(rows.Count);
        rows.ForEach(writer.Write7BitEncodedInt64);
        for (int kind = 0; kind < ToldKinds; kind++)
        {
            Write(writer, _told?[kind] is Found found ? [found] : [], column);
        }
    }

    /// <summary>Reads a census.</summary>
    /// <param name="reader">Where from.</param>
    public static CellCensus Read(BinaryReader reader)
    {
        var census = new CellCensus
        {
            Missing = reader.Read7BitEncodedInt64(),
            Errors = reader.Read7BitEncodedInt64(),
            LeadingZeros = reader.Read7BitEncodedInt64(),
            ExponentCodes = reader.Read7BitEncodedInt64(),
            Strays = reader.Read7BitEncodedInt64(),
            Rounded = reader.Read7BitEncodedInt64(),
            Nones = reader.Read7BitEncodedInt64(),
            Noted = reader.Read7BitEncodedInt64(),
            Bare = reader.Read7BitEncodedInt64(),
        };
        census._strays = ReadFound(reader);
        census._errors = ReadFound(reader);
        census._rounded = ReadFound(reader);
        census._noted = ReadFound(reader);
        census._strayRows = [.. Enumerable.Range(0, reader.Read7BitEncodedInt()).Select(_ => reader.Read7BitEncodedInt64())];
        for (int kind = 0; kind < ToldKinds; kind++)
        {
            if (ReadFound(reader) is [Found found, ..])
            {
                census.Told((NotedCell)kind) = found;
            }
        }

        return census;
    }

    private static void Write(BinaryWriter writer, List<Found>? all, string column)
    {
        writer.Write7BitEncodedInt(all?.Count ?? 0);
        foreach (Found found in all ?? [])
        {
            writer.Write7BitEncodedInt(found.Text.Length);
            writer.Write(found.Text);
            writer.Write7BitEncodedInt64(found.Count);
            FaultBytes.WritePlace(writer, found.Place, column);
        }
    }

    private static List<Found> ReadFound(BinaryReader reader)
    {
        int count = reader.Read7BitEncodedInt();
        var all = new List<Found>(count);
        for (int i = 0; i < count; i++)
        {
            byte[] text = reader.ReadBytes(reader.Read7BitEncodedInt());
            long cells = reader.Read7BitEncodedInt64();
            all.Add(new Found(text, 0, FaultBytes.ReadPlace(reader)) { Count = cells });
        }

        return all;
    }
}
