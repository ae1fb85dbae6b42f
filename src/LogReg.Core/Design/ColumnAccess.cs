using LogReg.Collectives;
using LogReg.Storage;

namespace LogReg.Design;

/// <summary>One column of a design matrix at a time, over all rows: for methods that go from coordinate to coordinate. Where several
/// processes share the rows, each keeps the values of its own rows; those of the others are not looked at.</summary>
internal sealed class ColumnAccess
{
    private readonly DesignMatrix _design;
    private readonly (DesignChunk Chunk, int FirstRow)[] _chunks;
    private readonly int[] _groups;
    private readonly double[] _terms;

    /// <param name="design">X.</param>
    public ColumnAccess(DesignMatrix design)
    {
        _design = design;
        _chunks = [.. design.OwnChunks];
        _terms = design.Shares is null ? [] : new double[design.Chunks.Count];
        ColumnGroup[] groups = design.Chunks[0].Groups;
        _groups = new int[design.ParameterCount];
        for (int parameter = 0; parameter < _groups.Length; parameter++)
        {
            int column = design.ParameterColumns[parameter];
            _groups[parameter] =
                Array.FindIndex(groups, group => column >= group.FirstColumn && column < group.FirstColumn + group.ColumnCount);
        }
    }

    /// <summary>Σ_i v_i·x_ij.</summary>
    /// <param name="parameter">The parameter of the column.</param>
    /// <param name="values">v, a value a row.</param>
    public double Product(int parameter, ReadOnlySpan<double> values)
    {
        double sum = 0;
        if (_design.Shares is null)
        {
            foreach ((DesignChunk chunk, int start) in _chunks)
            {
                sum += EntriesOf(chunk, parameter).Dot(values.Slice(start, chunk.RowCount));
            }

            return sum;
        }

        // The same sum from the same terms, of which each process has some.
        Array.Clear(_terms);
        for (int chunk = 0; chunk < _chunks.Length; chunk++)
        {
            (DesignChunk own, int start) = _chunks[chunk];
            _terms[_design.Shares.FirstChunk + chunk] = EntriesOf(own, parameter).Dot(values.Slice(start, own.RowCount));
        }

        _design.Shares.Complete(_terms.AsSpan(), Enumerable.Repeat(1, _terms.Length));
        foreach (double term in _terms)
        {
            sum += term;
        }

        return sum;
    }

    /// <summary>v_i += factor·x_ij.</summary>
    /// <param name="parameter">The parameter of the column.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="values">v, a value a row.</param>
    public void Add(int parameter, double factor, Span<double> values)
    {
        foreach ((DesignChunk chunk, int start) in _chunks)
        {
            EntriesOf(chunk, parameter).AddScaledTo(factor, values.Slice(start, chunk.RowCount));
        }
    }

    /// <summary>v_i += factor·s_i·x_ij.</summary>
    /// <param name="parameter">The parameter of the column.</param>
    /// <param name="factor">The factor.</param>
    /// <param name="weights">s, a value a row.</param>
    /// <param name="values">v, a value a row.</param>
    public void AddWeighted(int parameter, double factor, ReadOnlySpan<double> weights, Span<double> values)
    {
        foreach ((DesignChunk chunk, int start) in _chunks)
        {
            ColumnEntries entries = EntriesOf(chunk, parameter);
            entries.AddWeightedTo(factor, weights.Slice(start, chunk.RowCount), values.Slice(start, chunk.RowCount));
        }
    }

    /// <summary>For each parameter the mean of x_ij² over the rows that are stored; 1 for a column that stores every row, which is
    /// standardised.</summary>
    /// <exception cref="CollectiveException">Another process that shares the rows has failed.</exception>
    public double[] MeanSquaresOfSparse()
    {
        int count = _design.ParameterCount;
        PartSums sums = _design.Parts.StartSums(2 * count);
        foreach (RowPart part in _design.Parts.Own)
        {
            Span<double> squares = sums.OfChunk(part.Chunk);
            for (int parameter = 0; parameter < count; parameter++)
            {
                ColumnEntries entries = EntriesOf(_design.Chunks[part.Chunk], parameter);
                int stored = entries.HasEveryRow ? 0 : entries.Count;
                squares[count + parameter] = stored;
                for (int entry = 0; entry < stored; entry++)
                {
                    squares[parameter] += entries.ValueOf(entry) * entries.ValueOf(entry);
                }
            }
        }

        double[] total = sums.Total();
        return [.. total.Take(count).Zip(total.Skip(count), (square, stored) => stored == 0 ? 1 : square / stored)];
    }

    private ColumnEntries EntriesOf(DesignChunk chunk, int parameter)
    {
        ColumnGroup group = chunk.Groups[_groups[parameter]];
        if (group.MappedBytesPerRow > 0)
        {
            ResidentGuard.Touch((long)chunk.RowCount * group.MappedBytesPerRow / group.ColumnCount);
        }

        return group.Column(_design.ParameterColumns[parameter] - group.FirstColumn, new RowRange(0, chunk.RowCount));
    }
}
