using System.Buffers.Binary;

namespace LogReg.Data;

/// <summary>A kind of file that is no CSV file, and how it begins.</summary>
/// <param name="Name">What it is, with an article.</param>
/// <param name="Hint">What to do with it.</param>
/// <param name="Offset">Where its signature stands.</param>
/// <param name="Signature">The signature.</param>
internal sealed record FileKind(string Name, OptionText Hint, int Offset, byte[] Signature)
{
    private const int Looked = 1 << 12;

    // Shorter words are signatures only of files with a zero byte.
    private const int LengthOfWord = 4;
    private const string Export = "export the data as CSV";
    private const string Unpack = "unpack it, or compress the CSV file inside it as .gz";
    private const string FromR = ", \"data.csv\", row.names = FALSE)";
    private const string FromStata = "write it as CSV: in Stata with export delimited using \"data.csv\", in Python with "
        + "pandas.read_stata(file).to_csv(\"data.csv\", index=False), in R with write.csv(haven::read_dta(file)" + FromR;
    private const string FromSpss = "save it as CSV in SPSS, or write it as CSV in R: write.csv(haven::read_sav(file)" + FromR;
    private const string FromSas = "write it as CSV: in SAS with proc export data=t outfile=\"data.csv\" dbms=csv, in Python with "
        + "pandas.read_sas(file).to_csv(\"data.csv\", index=False)";
    private const string FromPython = "write the data as CSV: pandas.read_pickle(file).to_csv(\"data.csv\", index=False)";
    private const string FromAccess =
        "export the table as a text file with delimiters in Access; without Access: mdb-export file.mdb table > data.csv";

    /// <summary>What to do with a file that R saved.</summary>
    public const string FromRData = "write the data as CSV in R: load the file, and write.csv(data" + FromR;

    // The first byte of dBASE files says which program wrote them.
    private static ReadOnlySpan<byte> OfDbase => [0x02, 0x03, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0xCB, 0xF5, 0xFB];

    /// <summary>The kinds that a signature tells.</summary>
    public static IReadOnlyList<FileKind> All { get; } =
    [
        Of("an Apache Parquet file", OptionText.Of($"{Operation.OpenFile}"), "PAR1"u8),
        Of("an Apache Arrow (Feather) file", OptionText.Of($"{Operation.OpenFile}"), "ARROW1"u8),
        Of(
            "a Feather file of version 1",
            "write it again with current programs, or as CSV: pandas.read_feather(file).to_csv(\"data.csv\", index=False)",
            "FEA1"u8),
        Of("an Apache ORC file", Export, "ORC"u8),
        Of("an Apache Avro file", Export, "Obj\u0001"u8),
        Of("an SQLite database", OptionText.Of($"{Operation.QueryDatabase}"), "SQLite format 3"u8),
        new("a DuckDB database", "export the table: duckdb file.db -csv -c \"from t\" > data.csv", 8, [.. "DUCK"u8]),
        new("a Microsoft Access database", FromAccess, 4, [.. "Standard Jet DB"u8]),
        new("a Microsoft Access database", FromAccess, 4, [.. "Standard ACE DB"u8]),
        Of("a PostgreSQL dump", "export the table: psql -c \"\\copy t to 'data.csv' csv header\"", "PGDMP"u8),
        Of(
            "an Excel workbook (.xls) or another old Office file",
            OptionText.Of($"{Operation.OpenFile}, or save the sheet as CSV"),
            [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]),
        Of("a PDF document", "export the table as CSV from the program that made the document", "%PDF-"u8),
        Of("a PostScript document", Export, "%!PS"u8),
        Of("an RTF document", "copy its table into a spreadsheet program, and save that as CSV", "{\\rtf"u8),
        Of("an HDF5 file", "write the data as CSV: in Python with pandas.read_hdf(file).to_csv(\"data.csv\", index=False)", [0x89, .. "HDF\r\n"u8]),
        Of(
            "a NumPy array",
            $"write it as CSV: numpy.savetxt(\"data.csv\", array, delimiter=\",\"), with {Option.HasHeader.Off}",
            [0x93, .. "NUMPY"u8]),
        Of("a MATLAB file", "write the data as CSV in MATLAB: writetable(data, \"data.csv\")", "MATLAB 5.0 MAT-file"u8),
        Of("an R data file", FromRData, "RDX2\n"u8),
        Of("an R data file", FromRData, "RDX3\n"u8),
        Of(
            "an R object (.rds)",
            "write the data as CSV in R: write.csv(readRDS(file)" + FromR,
            [(byte)'X', (byte)'\n', 0, 0, 0]),
        Of("a Python pickle", FromPython, [0x80, 0x02]),
        Of("a Python pickle", FromPython, [0x80, 0x03]),
        Of("a Python pickle", FromPython, [0x80, 0x04]),
        Of("a Python pickle", FromPython, [0x80, 0x05]),
        Of("a Stata file (.dta)", FromStata, "<stata_dta>"u8),
        Of("an SPSS file (.sav)", FromSpss, "$FL2"u8),
        Of("an SPSS file (.zsav)", FromSpss, "$FL3"u8),
        Of("a portable SPSS file (.por)", "write it as CSV in R: write.csv(haven::read_por(file)" + FromR, "ASCII SPSS PORT FILE"u8),
        new("a SAS file (.sas7bdat)", FromSas, 84, [.. "SAS FILE"u8]),
        Of(
            "a SAS transport file (.xpt)",
            "write it as CSV: in Python with pandas.read_sas(file, format=\"xport\").to_csv(\"data.csv\", index=False), in R with "
                + "write.csv(haven::read_xpt(file)" + FromR,
            "HEADER RECORD*******"u8),
        new("a bzip2 archive", Unpack, 4, [.. "1AY&SY"u8]),
        Of("an xz archive", Unpack, [0xFD, .. "7zXZ"u8]),
        Of("an lzma archive", Unpack, [0x5D, 0, 0]),
        Of("an archive of compress (.Z)", Unpack, [0x1F, 0x9D]),
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
        Of("a program", "give a CSV file", [(byte)'M', (byte)'Z', 0x90, 0]),
        Of("a shortcut of Windows", "give the path of the file that it stands for", [0x4C, 0, 0, 0, 0x01, 0x14, 0x02, 0]),
        Of("a part of a split ZIP archive", "put the parts together and unpack them", "PK\u0007\u0008"u8),
        Of(
            "a logreg cache",
            "give the path of the uncompressed cache: logreg cannot read a cache from a pipe or an archive",
            [0x89, .. "LRC"u8]),
        Of("a Git LFS pointer to the data", "fetch the data: git lfs pull", "version https://git-lfs"u8),
    ];

    /// <summary>The kind of a file that is no text.</summary>
    /// <param name="start">Its first bytes.</param>
    /// <returns>The kind; <see langword="null"/> if none is known to begin this way.</returns>
    public static FileKind? Find(ReadOnlySpan<byte> start)
    {
        foreach (FileKind kind in All)
        {
            if (kind.Is(start))
            {
                return kind;
            }
        }

        return IsOldStata(start) ? new FileKind("a Stata file (.dta)", FromStata, 0, [])
            : IsDbase(start) ? new FileKind(
                "a dBASE file (.dbf)",
                "open it in a spreadsheet program and save it as CSV, or write it as CSV in R: write.csv(foreign::read.dbf(file)" + FromR,
                0,
                [])
            : null;
    }

    /// <summary>Whether a file begins as this kind does.</summary>
    public bool Is(ReadOnlySpan<byte> start) => start.Length >= Offset && start[Offset..].StartsWith(Signature)
        && (!IsWord || (HasControl(start) && (Signature.Length >= LengthOfWord || start.Contains((byte)0))));

    // A column may well be called PAR1 or BZh.
    private bool IsWord => Signature.All(value => char.IsAsciiLetterOrDigit((char)value) || value is (byte)'!' or (byte)'$' or (byte)'\n');

    // Formats 105 to 115: the order of bytes, the kind of file and an unused byte.
    private static bool IsOldStata(ReadOnlySpan<byte> start) => start is [>= 105 and <= 115, 1 or 2, 1, 0, ..];

    // After the date of the last change and the number of records, the header says that it consists of entries of 32 bytes.
    private static bool IsDbase(ReadOnlySpan<byte> start)
    {
        const int FixedHeader = 32;
        return start.Length > FixedHeader && OfDbase.Contains(start[0]) && start[2] is >= 1 and <= 12 && start[3] is >= 1 and <= 31
            && BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) > FixedHeader && BinaryPrimitives.ReadUInt16LittleEndian(start[10..]) > 0
            && start[..FixedHeader].Count((byte)0) > 2;
    }

    private static bool HasControl(ReadOnlySpan<byte> start)
    {
        ReadOnlySpan<byte> looked = start[..Math.Min(start.Length, Looked)];
        return looked.ContainsAnyInRange((byte)0, (byte)8) || looked.ContainsAnyInRange((byte)14, (byte)31)
            || looked.ContainsAnyInRange((byte)0xF8, (byte)0xFF);
    }

    private static FileKind Of(string name, OptionText hint, ReadOnlySpan<byte> signature, int offset = 0) =>
        new(name, hint, offset, signature.ToArray());
}
