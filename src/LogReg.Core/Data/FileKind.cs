namespace LogReg.Data;

/// <summary>A kind of file that is no CSV file, and how it begins.</summary>
/// <param name="Name">What it is, with an article.</param>
/// <param name="Hint">What to do with it.</param>
/// <param name="Offset">Where its signature stands.</param>
/// <param name="Signature">The signature.</param>
internal sealed record FileKind(string Name, OptionText Hint, int Offset, byte[] Signature)
{
    private const int Looked = 1 << 12;
    private const string Export = "export the data as CSV";
    private const string Unpack = "unpack it, or compress the CSV file inside it as .gz";
    private const string Table = "open it in a program that supports it, and export the data as CSV";

    /// <summary>The kinds that a signature tells.</summary>
    public static IReadOnlyList<FileKind> All { get; } =
    [
        Of("an Apache Parquet file", OptionText.Of($"{Operation.OpenFile}"), "PAR1"u8),
        Of("an Apache Arrow (Feather) file", OptionText.Of($"{Operation.OpenFile}"), "ARROW1"u8),
        Of(
            "a Feather file of version 1",
            "write it again with current programs, or as CSV: pandas.read_feather(file).to_csv(\"data.csv\", index=False)",
            "FEA1"u8),
        Of("an Apache ORC file", Export, "ORC\n"u8),
        Of("an Apache Avro file", Export, "Obj\u0001"u8),
        Of("an SQLite database", OptionText.Of($"{Operation.QueryDatabase}"), "SQLite format 3"u8),
        new("a DuckDB database", "export the table: duckdb file.db -csv -c \"from t\" > data.csv", 8, [.. "DUCK"u8]),
        new("a Microsoft Access database", Export, 4, [.. "Standard Jet DB"u8]),
        new("a Microsoft Access database", Export, 4, [.. "Standard ACE DB"u8]),
        Of("a PostgreSQL dump", "export the table: psql -c \"\\copy t to 'data.csv' csv header\"", "PGDMP"u8),
        Of(
            "an Excel workbook (.xls) or another old Office file",
            OptionText.Of($"{Operation.OpenFile}, or save the sheet as CSV"),
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        Of("a PDF document", "export the table as CSV from the program that made the document", "%PDF-"u8),
        Of("a PostScript document", Export, "%!PS"u8),
        Of("an RTF document", "save the table as CSV", "{\\rtf"u8),
        Of("an HDF5 file", Export, [0x89, .. "HDF\r\n"u8]),
        Of(
            "a NumPy array",
            $"write it as CSV: numpy.savetxt(\"data.csv\", array, delimiter=\",\"), with {Option.HasHeader.Off}",
            [0x93, .. "NUMPY"u8]),
        Of("a MATLAB file", Export, "MATLAB 5.0 MAT-file"u8),
        Of("an R data file", "write the data as CSV in R: write.csv(data, \"data.csv\", row.names = FALSE)", "RDX2\n"u8),
        Of("an R data file", "write the data as CSV in R: write.csv(data, \"data.csv\", row.names = FALSE)", "RDX3\n"u8),
        Of(
            "an R object (.rds)",
            "write the data as CSV in R: write.csv(readRDS(file), \"data.csv\", row.names = FALSE)",
            [(byte)'X', (byte)'\n', 0, 0, 0]),
        Of("a Python pickle", "write the data as CSV: pandas.read_pickle(file).to_csv(\"data.csv\", index=False)", [0x80, 0x04, 0x95]),
        Of("a Python pickle", "write the data as CSV: pandas.read_pickle(file).to_csv(\"data.csv\", index=False)", [0x80, 0x05, 0x95]),
        Of("a Stata file", Table, "<stata_dta>"u8),
        Of("an SPSS file", Table, "$FL2"u8),
        new("a SAS file", Table, 84, [.. "SAS FILE"u8]),
        new("a bzip2 archive", Unpack, 4, [.. "1AY&SY"u8]),
        Of("an xz archive", Unpack, [0xFD, .. "7zXZ"u8]),
        Of("a Zstandard archive", OptionText.Of($"{Operation.OpenFile}, or unpack it"), [0x28, 0xB5, 0x2F, 0xFD]),
        Of("an LZ4 archive", Unpack, [0x04, 0x22, 0x4D, 0x18]),
        Of("a 7z archive", Unpack, [(byte)'7', (byte)'z', 0xBC, 0xAF]),
        Of("a RAR archive", Unpack, "Rar!"u8),
        new("a tar archive", "unpack it, and give the CSV file inside it", 257, [.. "ustar"u8]),
        Of("a gzip archive inside another", "unpack it once", [0x1F, 0x8B]),
        Of("a PNG image", "give a CSV file", [0x89, .. "PNG"u8]),
        Of("a JPEG image", "give a CSV file", [0xFF, 0xD8, 0xFF]),
        Of("a GIF image", "give a CSV file", "GIF8"u8),
        Of("a program", "give a CSV file", [0x7F, .. "ELF"u8]),
        Of(
            "a logreg cache",
            "give the path of the uncompressed cache: logreg cannot read a cache from a pipe or an archive",
            [0x89, .. "LRC"u8]),
        Of("a Git LFS pointer to the data", "fetch the data: git lfs pull", "version https://git-lfs"u8),
    ];

    /// <summary>Whether a file begins as this kind does.</summary>
    public bool Is(ReadOnlySpan<byte> start) =>
        start.Length >= Offset && start[Offset..].StartsWith(Signature) && (!IsWord || HasControl(start));

    // A column may well be called PAR1 or BZh.
    private bool IsWord => Signature.All(value => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'!' or (byte)'$' or (byte)'\n');

    private static bool HasControl(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> looked = start[..Math.Min(start.Length, Looked)];
        return looked.ContainsAnyInRange((byte)0, (byte)8) || looked.ContainsAnyInRange((byte)14, (byte)31)
            || looked.ContainsAnyInRange((byte)0xF8, (byte)0xFF);
    }

    private static FileKind Of(string name, OptionText hint, ReadOnlySpan<byte> signature, int offset = 0) =>
        new(name, hint, offset, signature.ToArray());
}
