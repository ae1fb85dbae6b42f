using Parquet.Meta;

namespace LogReg.Sources.Parquet;

/// <summary>
/// Reads a column chunk from its first row to its last, straight from its pages: those encodings that nearly every file has. The file has
/// only the cells that are not null, one after another, and a level for each row that says whether there is one.
/// </summary>
/// <typeparam name="T">What cells become.</typeparam>
/// <param name="pages">The pages.</param>
/// <param name="hasLevels">Whether cells may be null.</param>
/// <param name="missing">What stands for no cell.</param>
internal abstract class ChunkReader<T>(ChunkPages pages, bool hasLevels, T missing) : IDisposable
    where T : unmanaged
{
    private const int RowsOfPiece = 1 << 10;

    private readonly RunReader _levels = new();
    private readonly int[] _piece = hasLevels ? new int[RowsOfPiece] : [];
    private int _left;

    /// <summary>The codes of a page whose values are in the dictionary.</summary>
    protected RunReader Codes { get; } = new();

    /// <summary>Whether the page at hand has codes.</summary>
    protected bool HasCodes { get; private set; }

    /// <summary>The values of the page at hand that are not codes, as far as they were not read, and how they are encoded.</summary>
    protected ArraySegment<byte> Values { get; set; }

    /// <summary>The encoding of <see cref="Values"/>.</summary>
    protected Encoding ValueEncoding { get; private set; }

    /// <summary>Reads the cells of the next rows.</summary>
    /// <param name="cells">Receives them.</param>
    /// <exception cref="InvalidDataException">The chunk is damaged, or has fewer rows.</exception>
    /// <exception cref="NotSupportedException">A page is encoded in another way.</exception>
    public void Read(Span<T> cells)
    {
        while (!cells.IsEmpty)
        {
            if (_left == 0)
            {
                NextPage();
                continue;
            }

            int count = Math.Min(_left, cells.Length);
            if (hasLevels)
            {
                count = ReadSome(cells[..count]);
            }
            else
            {
                ReadValues(cells[..count]);
            }

            _left -= count;
            cells = cells[count..];
        }
    }

    /// <summary>Checks that there are no more rows.</summary>
    /// <exception cref="InvalidDataException">There are.</exception>
    public void End()
    {
        if (_left > 0)
        {
            throw new InvalidDataException("a column has more values than there are rows");
        }
    }

    public virtual void Dispose() => pages.Dispose();

    /// <summary>Takes the dictionary.</summary>
    /// <param name="values">The values, one after another.</param>
    /// <param name="count">How many there are.</param>
    protected abstract void TakeDictionary(ArraySegment<byte> values, int count);

    /// <summary>Begins with values that are not codes.</summary>
    protected virtual void BeginValues()
    {
    }

    /// <summary>Reads values.</summary>
    /// <param name="values">Receives them.</param>
    protected abstract void ReadValues(Span<T> values);

    /// <summary>Takes the next bytes of the values.</summary>
    /// <param name="size">How many.</param>
    protected ReadOnlySpan<byte> Take(int size)
    {
        if (size > Values.Count)
        {
            throw new InvalidDataException("a page has fewer values than its header tells");
        }

        ReadOnlySpan<byte> taken = Values[..size];
        Values = Values[size..];
        return taken;
    }

    // The rows up to where the kind of their levels changes.
    private int ReadSome(Span<T> cells)
    {
        int run = _levels.TakeRun(cells.Length, out int level);
        if (run > 0)
        {
            if (level == 0)
            {
                cells[..run].Fill(missing);
            }
            else
            {
                ReadValues(cells[..run]);
            }

            return run;
        }

        Span<int> levels = _piece.AsSpan(0, Math.Min(cells.Length, RowsOfPiece));
        _levels.Read(levels);
        int present = levels.Length - levels.Count(0);
        ReadValues(cells[..present]);

        // From the end, so that no value is overwritten before it moves; nothing moves before the first null.
        for (int row = levels.Length - 1; row >= present; row--)
        {
            cells[row] = levels[row] != 0 ? cells[--present] : missing;
        }

        return levels.Length;
    }

    private void NextPage()
    {
        if (!pages.Next(out PageHeaderReader header))
        {
            throw new InvalidDataException("a column has fewer values than there are rows");
        }

        ArraySegment<byte> page = pages.Page;
        switch (header.PageType)
        {
            case ChunkPages.DictionaryPage when (Encoding)header.Encoding is Encoding.PLAIN or Encoding.PLAIN_DICTIONARY:
                TakeDictionary(page, header.ValueCount);
                return;
            case ChunkPages.DataPage when !hasLevels:
                break;
            case ChunkPages.DataPage when (Encoding)header.LevelEncoding == Encoding.RLE:
                int size = BitConverter.ToInt32(page);
                _levels.Begin(page.Slice(sizeof(int), size), 1);
                page = page[(sizeof(int) + size)..];
                break;
            case ChunkPages.Data2Page when header.RepetitionSize == 0:
                if (hasLevels)
                {
                    _levels.Begin(page[..header.LevelSize], 1);
                }

                page = page[header.LevelSize..];
                break;
            case ChunkPages.DataPage or ChunkPages.DictionaryPage or ChunkPages.Data2Page:
                throw new NotSupportedException("the levels or the dictionary of a page are encoded in a way of their own");
            default:
                return;
        }

        if (header.ValueCount < 0)
        {
            throw new InvalidDataException("a page does not tell how many values it has");
        }

        _left = header.ValueCount;
        BeginValues((Encoding)header.Encoding, page);
    }

    private void BeginValues(Encoding encoding, ArraySegment<byte> values)
    {
        ValueEncoding = encoding;
        Values = values;
        HasCodes = encoding is Encoding.PLAIN_DICTIONARY or Encoding.RLE_DICTIONARY;
        if (!HasCodes)
        {
            BeginValues();
        }
        else if (values.Count > 0)
        {
            Codes.Begin(values[1..], values[0]);
        }
        else
        {
            // All cells are null.
            Codes.Begin(values, 0);
        }
    }
}
