using LogReg.Data;

namespace LogReg.Terms;

/// <summary>Cuts the texts of a table into words once, whatever rows train afterwards.</summary>
/// <param name="table">The data.</param>
/// <param name="threads">The largest number of threads, at least 1.</param>
internal sealed class TextWords(Table table, int threads)
{
    /// <summary>The same table with vectors of words in place of texts: for each sequence of words its count.</summary>
    /// <param name="grams">For the name of each column of texts the largest number of words in a sequence.</param>
    public Table Read(IReadOnlyDictionary<string, int> grams)
    {
        if (grams.Count == 0)
        {
            return table;
        }

        var infos = table.Columns.ToArray();
        var vectors = new VectorColumn[]?[infos.Length];
        foreach ((string name, int most) in grams)
        {
            int column = table.IndexOf(name);
            infos[column] = new ColumnInfo(name, ColumnKind.Vector, null);
            vectors[column] = Read(column, most);
        }

        TableChunk[] chunks =
        [
            .. table.Chunks.Select((chunk, place) => new TableChunk(
                chunk.FirstRow,
                chunk.RowCount,
                [.. chunk.Columns.Select((own, column) => vectors[column]?[place] ?? own)])),
        ];
        return new Table(infos, chunks, table.RowCount) { Storage = table.Storage, Origin = table.Origin, Shares = table.Shares };
    }

    // Each chunk has its own codes first; those of the table follow from the order of the chunks, whichever thread read them.
    private VectorColumn[] Read(int column, int grams)
    {
        var own = new ChunkWords[table.Chunks.Count];
        Parallel.For(
            0,
            own.Length,
            new ParallelOptions { MaxDegreeOfParallelism = threads },
            chunk => own[chunk] = new ChunkWords(table.Chunks[chunk].Columns[column], grams));
        var words = new LevelTable();
        if (table.Shares is not null)
        {
            AddWordsOfAll(own, words);
        }

        return [.. own.Select(chunk => chunk.ToColumn(words))];
    }

    // Where several processes have the texts, the words of all of them come first, in the order of the chunks.
    private void AddWordsOfAll(ChunkWords[] chunks, LevelTable words)
    {
        var own = new LevelTable();
        foreach (ChunkWords chunk in chunks)
        {
            chunk.AddTo(own);
        }

        int[] lengths = table.Rows.Gather<int>([.. Enumerable.Range(0, own.Count).Select(code => own.Utf8(code).Length)]);
        byte[] texts = table.Rows.Gather<byte>([.. Enumerable.Range(0, own.Count).SelectMany(code => own.Utf8(code).ToArray())]);
        int start = 0;
        foreach (int length in lengths)
        {
            words.GetOrAdd(texts.AsSpan(start, length));
            start += length;
        }
    }

    private sealed class ChunkWords
    {
        private readonly Column _column;
        private readonly LevelTable _words = new();
        private readonly int[] _ends;
        private readonly List<int> _codes = [];

        public ChunkWords(Column column, int grams)
        {
            _column = column;
            _ends = new int[column.Count];
            var tokens = new TextTokens(grams);
            for (int row = 0; row < column.Count; row++)
            {
                tokens.Read(TextOf(column, row));
                for (int index = 0; index < tokens.Count; index++)
                {
                    _codes.Add(_words.GetOrAdd(tokens[index]));
                }

                _ends[row] = _codes.Count;
            }
        }

        public int[] AddTo(LevelTable words) =>
            [.. Enumerable.Range(0, _words.Count).Select(code => words.GetOrAdd(_words.Utf8(code)))];

        public VectorColumn ToColumn(LevelTable words)
        {
            int[] codes = AddTo(words);
            int[] ends = new int[_ends.Length];
            var indices = new List<int>();
            var counts = new List<double>();
            int start = 0;
            for (int row = 0; row < ends.Length; row++)
            {
                int[] own = [.. _codes[start.._ends[row]].Select(code => codes[code])];
                Array.Sort(own);
                foreach ((int index, int code) in own.Index())
                {
                    if (index > 0 && code == own[index - 1])
                    {
                        counts[^1]++;
                    }
                    else
                    {
                        indices.Add(code);
                        counts.Add(1);
                    }
                }

                start = _ends[row];
                ends[row] = indices.Count;
            }

            return new VectorColumn(_column.Name, ends, [.. indices], [.. counts], ends.Length) { Words = words };
        }

        private static ReadOnlySpan<byte> TextOf(Column column, int row) => column switch
        {
            TextColumn texts => texts[row],
            CategoricalColumn levels when levels.Codes[row] >= 0 => levels.Levels.Utf8(levels.Codes[row]),
            _ => [],
        };
    }
}
