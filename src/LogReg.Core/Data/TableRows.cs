using LogReg.Collectives;

namespace LogReg.Data;

/// <summary>
/// Work on the rows of a table, whether their cells are all here or several processes share them: each member of a collective does its part
/// of the work, and all know the outcome. Where nobody shares the table, this is the work itself.
/// </summary>
internal static class TableRows
{
    /// <summary>Computes values of the rows of a chunk whose cells are here.</summary>
    /// <typeparam name="T">The type of a value.</typeparam>
    /// <param name="chunk">The number of the chunk.</param>
    /// <param name="values">Room for them.</param>
    public delegate void ChunkValues<T>(int chunk, Span<T> values);

    extension(Table table)
    {
        /// <summary>Whether the cells of a chunk are here.</summary>
        /// <param name="chunk">The number of the chunk.</param>
        public bool Holds(int chunk) => table.Shares?.Holds(chunk) ?? true;

        /// <summary>The number of the chunk that has a row.</summary>
        /// <param name="row">The row, from 0.</param>
        public int ChunkOf(long row) => (int)(row / table.Chunks[0].RowCount);

        /// <summary>Whether a row is among those whose cells are here, and something is so of it; of rows elsewhere it never is.</summary>
        /// <param name="row">The row, from 0.</param>
        /// <param name="isSo">Whether it is so of a row of a chunk.</param>
        public bool IsHereAnd(long row, Func<TableChunk, int, bool> isSo)
        {
            int chunk = table.ChunkOf(row);
            return table.Holds(chunk) && isSo(table.Chunks[chunk], (int)(row - ((long)chunk * table.Chunks[0].RowCount)));
        }

        /// <summary>Throws, on every member, the error of the first rows that have one.</summary>
        /// <param name="find">Finds the error of the rows that are here, or <see langword="null"/>; this may read the data again, and calls
        /// no operation of the collective.</param>
        /// <exception cref="LogRegException">Some rows have an error, or it could not be looked for.</exception>
        public void ThrowFirst(Func<LogRegException?> find) => (table.Shares?.Collective ?? LocalCollective.Instance).Together(
            () => find() is LogRegException error ? throw error : true);

        /// <summary>A value for each row that is here.</summary>
        /// <typeparam name="T">The type of a value.</typeparam>
        /// <param name="fill">Computes the values of a chunk.</param>
        /// <param name="rows">Those rows of the table that are wanted; <see langword="null"/> for all.</param>
        /// <exception cref="LogRegException">Some rows have an error: on every member that of the first of them.</exception>
        public T[] Values<T>(ChunkValues<T> fill, RowParts? rows = null)
            where T : unmanaged
        {
            rows ??= table.Rows;
            var values = new T[rows.Count];
            if (table.Shares is not { } shares)
            {
                FillOwn();
                return values;
            }

            shares.Collective.Together(FillOwn);
            return values;

            bool FillOwn()
            {
                foreach (RowPart part in rows.Own)
                {
                    fill(part.Chunk, values.AsSpan(part.First, part.Count));
                }

                return true;
            }
        }
    }
}
