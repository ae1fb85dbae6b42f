using System.Runtime.InteropServices;

namespace LogReg.Sources.Databases;

/// <summary>Functions of SQLite that SQLitePCLRaw does not have, or that are called for each cell: without its handles and without a change
/// to the garbage collector's other mode, because they return at once, a cell costs a fifth.</summary>
internal static class SqliteLibrary
{
    private const string Name = "e_sqlite3";

    /// <summary>The byte of the query at which an error was found, or −1.</summary>
    [DllImport(Name, EntryPoint = "sqlite3_error_offset")]
    public static extern int ErrorOffset(nint database);

    /// <summary>What a cell of the row at hand is stored as.</summary>
    [DllImport(Name, EntryPoint = "sqlite3_column_type")]
    [SuppressGCTransition]
    public static extern int TypeOf(nint statement, int column);

    /// <summary>A cell that is a double.</summary>
    [DllImport(Name, EntryPoint = "sqlite3_column_double")]
    [SuppressGCTransition]
    public static extern double DoubleOf(nint statement, int column);

    /// <summary>A cell that is a whole number.</summary>
    [DllImport(Name, EntryPoint = "sqlite3_column_int64")]
    [SuppressGCTransition]
    public static extern long WholeOf(nint statement, int column);

    /// <summary>A cell that is a text; it may have a zero in it.</summary>
    public static string TextOf(nint statement, int column)
    {
        // In this order: the text may have to become UTF-8 first.
        nint text = Utf8Of(statement, column);
        return Marshal.PtrToStringUTF8(text, LengthOf(statement, column));
    }

    [DllImport(Name, EntryPoint = "sqlite3_column_text")]
    private static extern nint Utf8Of(nint statement, int column);

    [DllImport(Name, EntryPoint = "sqlite3_column_bytes")]
    private static extern int LengthOf(nint statement, int column);
}
