using LogReg.Collectives;

namespace LogReg.Tests.Collectives;

/// <summary>What no fit does: the values of all rows in one place, for comparison.</summary>
internal static class AllRows
{
    extension(RowParts rows)
    {
        /// <summary>The values of all rows, on every process.</summary>
        /// <typeparam name="T">The type of a value.</typeparam>
        /// <param name="own">A value for each row that is here.</param>
        public T[] All<T>(T[] own)
            where T : unmanaged
        {
            if (rows.Shares is null)
            {
                return own;
            }

            var all = new T[rows.TotalCount];
            own.CopyTo(all, rows.FirstRow);
            rows.Shares.Complete<T>(all, rows.Counts);
            return all;
        }
    }
}
