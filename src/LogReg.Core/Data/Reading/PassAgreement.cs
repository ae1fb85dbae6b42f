using LogReg.Collectives;

namespace LogReg.Data;

/// <summary>What processes that have read shares of the rows tell each other, so that each knows what reading all rows finds out. Their
/// findings are put together in the order of the rows, as those of batches are.</summary>
/// <param name="collective">The processes.</param>
internal sealed class PassAgreement(ICollective collective)
{
    /// <summary>Puts together what cells are that are not plainly numbers.</summary>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="census">That of each column; receives that of all rows.</param>
    public void Agree(IReadOnlyList<string> columns, CellCensus?[] census)
    {
        long[] strays = [.. census.Select(own => own?.Strays ?? 0)];
        collective.Sum(strays);
        byte[][] all = Exchange(writer =>
        {
            for (int column = 0; column < census.Length; column++)
            {
                writer.Write(census[column] is not null);
                census[column]?.Write(writer, columns[column], strays[column]);
            }
        });
        Array.Clear(census);
        ReadAll(all, reader =>
        {
            for (int column = 0; column < census.Length; column++)
            {
                if (reader.ReadBoolean())
                {
                    (census[column] ??= new CellCensus()).Add(CellCensus.Read(reader), firstRow: 0, batch: null);
                }
            }
        });
    }

    /// <summary>Takes for each column the first error of all rows.</summary>
    /// <param name="errors">The first one of each column; receives that of all rows.</param>
    public void Agree(DataException?[] errors)
    {
        if (!collective.Any(errors.Any(error => error is not null)))
        {
            return;
        }

        byte[][] all = Exchange(writer =>
        {
            foreach (DataException? error in errors)
            {
                writer.Write(error is not null);
                if (error is not null)
                {
                    FaultBytes.Write(writer, error);
                }
            }
        });
        Array.Clear(errors);
        ReadAll(all, reader =>
        {
            foreach (ref DataException? error in errors.AsSpan())
            {
                if (reader.ReadBoolean())
                {
                    var own = (DataException)FaultBytes.Read(reader);
                    error ??= own;
                }
            }
        });
    }

    /// <summary>Puts together the lines that repeat the header.</summary>
    /// <param name="headers">Those of the own rows.</param>
    /// <returns>Those of all rows.</returns>
    public RepeatedHeaders Agree(RepeatedHeaders headers)
    {
        var all = new RepeatedHeaders();
        ReadAll(Exchange(headers.Write), all.Add);
        return all;
    }

    /// <summary>Puts together the levels of a column.</summary>
    /// <param name="levels">Those of the own rows, in the order of their first cells.</param>
    /// <param name="newCodes">The code in the result for each own level.</param>
    /// <returns>Those of all rows, in the order of their first cells.</returns>
    public LevelTable Agree(LevelTable levels, out int[] newCodes)
    {
        byte[][] all = Exchange(writer =>
        {
            writer.Write(levels.Count);
            for (int code = 0; code < levels.Count; code++)
            {
                writer.Write7BitEncodedInt(levels.Utf8(code).Length);
                writer.Write(levels.Utf8(code));
            }
        });
        var union = new LevelTable();
        ReadAll(all, reader =>
        {
            int count = reader.ReadInt32();
            for (int code = 0; code < count; code++)
            {
                union.GetOrAdd(reader.ReadBytes(reader.Read7BitEncodedInt()));
            }
        });
        newCodes = new int[levels.Count];
        for (int code = 0; code < newCodes.Length; code++)
        {
            newCodes[code] = union.GetOrAdd(levels.Utf8(code));
        }

        return union;
    }

    /// <summary>Puts together what the values of columns of numbers say about their decimal points.</summary>
    /// <param name="forms">What the own rows say; receive what all rows say.</param>
    public void Agree(IReadOnlyList<NumberForm> forms)
    {
        var sums = new long[forms.Count * NumberForm.SumCount];
        var largest = new long[forms.Count * NumberForm.LargestCount];
        for (int form = 0; form < forms.Count; form++)
        {
            forms[form].Write(Sums(form), Largest(form));
        }

        collective.Sum(sums);
        collective.Max(largest);
        for (int form = 0; form < forms.Count; form++)
        {
            forms[form].Read(Sums(form), Largest(form));
        }

        Span<long> Sums(int form) => sums.AsSpan(form * NumberForm.SumCount, NumberForm.SumCount);
        Span<long> Largest(int form) => largest.AsSpan(form * NumberForm.LargestCount, NumberForm.LargestCount);
    }

    /// <summary>Adds up numbers of cells, and takes the first row of each kind of cells.</summary>
    /// <param name="counts">How many cells there are of each kind; receives those of all rows.</param>
    /// <param name="firstRows">The first row of each kind, where there is one; receives that of all rows.</param>
    public void Agree(long[] counts, long[] firstRows)
    {
        for (int kind = 0; kind < counts.Length; kind++)
        {
            firstRows[kind] = counts[kind] == 0 ? -long.MaxValue : -firstRows[kind];
        }

        collective.Sum(counts);
        collective.Max(firstRows);
        for (int kind = 0; kind < counts.Length; kind++)
        {
            firstRows[kind] = counts[kind] == 0 ? 0 : -firstRows[kind];
        }
    }

    /// <summary>Adds up by OR what passes found besides rows.</summary>
    /// <param name="parts">The readers of the parts.</param>
    public void Agree(IReadOnlyList<RowReader> parts)
    {
        const int Bits = 8;
        long[] found = new long[parts.Count * Bits];
        for (int bit = 0; bit < found.Length; bit++)
        {
            found[bit] = (parts[bit / Bits].Findings >> (bit % Bits)) & 1;
        }

        collective.Max(found);
        for (int part = 0; part < parts.Count; part++)
        {
            int findings = 0;
            for (int bit = 0; bit < Bits; bit++)
            {
                findings |= (int)found[(part * Bits) + bit] << bit;
            }

            parts[part].Findings = findings;
        }
    }

    private byte[][] Exchange(Action<BinaryWriter> write)
    {
        using var own = new MemoryStream();
        using (var writer = new BinaryWriter(own, System.Text.Encoding.UTF8, leaveOpen: true))
        {
            write(writer);
        }

        return collective.AllGatherBytes(own.GetBuffer().AsSpan(0, (int)own.Length));
    }

    private static void ReadAll(byte[][] all, Action<BinaryReader> read)
    {
        foreach (byte[] bytes in all)
        {
            using var reader = new BinaryReader(new MemoryStream(bytes, writable: false));
            read(reader);
        }
    }
}
